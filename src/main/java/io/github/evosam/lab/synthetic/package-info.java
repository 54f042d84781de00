/**
 * Procedural microscopy-like and medical-like images with exact object masks: training data of the
 * shipped model and the source of the bundled test images. Seeded and reproducible; no real image
 * enters.
 */
package io.github.evosam.lab.synthetic;
