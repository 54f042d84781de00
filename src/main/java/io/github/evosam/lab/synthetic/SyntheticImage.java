package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;

/**
 * A procedural image with its objects.
 *
 * @param plane the image
 * @param labels exact masks of its objects, taken from the geometry before any blur or noise
 * @param family kind of scene
 */
public record SyntheticImage(Plane plane, LabelMap labels, String family) {}
