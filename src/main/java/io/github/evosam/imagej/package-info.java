/**
 * ImageJ on one side, the core on the other: planes, selections and prompts, label images, ROIs,
 * overlays and measurements. The only package family that sees {@code ij.*} or AWT.
 */
package io.github.evosam.imagej;
