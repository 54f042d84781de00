/**
 * Experts as they are used: the catalogue of those that lie in the library, which of them fits an
 * image, and putting one in place and taking it out again.
 */
package io.github.evosam.engine.expert;
