package io.github.evosam.lab.synthetic;

/**
 * A vessel about to grow.
 *
 * @param x of its root, pixels
 * @param y of its root, pixels
 * @param heading direction at its root, radians
 * @param thickness radius at its root, pixels
 * @param drift curvature that it keeps, radians per pixel
 * @param length pixels
 * @param depth 0 for a root, 1 for its branches, and so on
 */
record Branch(
    double x, double y, double heading, double thickness, double drift, double length, int depth) {}
