/**
 * Use case: all objects of an image. With the plain model by a grid of clicks, with an expert by
 * what it finds by itself; large images block by block. The result is objects that do not overlap.
 */
package io.github.evosam.engine.everything;
