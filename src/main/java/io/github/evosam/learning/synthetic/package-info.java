/**
 * Procedural microscopy-like and medical-like images with exact object masks: the training data of
 * the embedded model and the source of the bundled test images. Seeded and reproducible; no real
 * image enters.
 */
package io.github.evosam.learning.synthetic;
