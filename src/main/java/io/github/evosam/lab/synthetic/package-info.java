/**
 * Procedural microscopy-like and medical-like images with exact object masks: scenes for training,
 * and the bundled test images. Seeded and reproducible; no real image enters.
 */
package io.github.evosam.lab.synthetic;
