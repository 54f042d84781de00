/**
 * How results were made, as the sidecar beside them tells it: which files, model and expert, shown
 * by what, with which settings. What is done with an image, and how it is done again, is the
 * subject of those who do it.
 */
package io.github.evosam.engine.origin;
