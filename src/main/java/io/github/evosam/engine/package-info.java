/**
 * The use cases, free of any user interface, and the only place where the parts are put together.
 * This package segments images with prompts; each other use case has a subpackage of its own.
 */
package io.github.evosam.engine;
