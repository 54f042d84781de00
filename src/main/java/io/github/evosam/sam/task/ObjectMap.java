package io.github.evosam.sam.task;

import io.github.evosam.geometry.ImageSize;

/**
 * Where the objects of an image lie, without any prompt.
 *
 * @param size of the image
 * @param logits above 0 where a pixel belongs to an object, row-major {@code [H, W]}; not copied,
 *     must not be modified
 * @param depth how deep inside its object a pixel lies, 0 at its border and 1 in its middle, {@code
 *     [H, W]}; not copied, must not be modified
 */
public record ObjectMap(ImageSize size, float[] logits, float[] depth) {}
