/**
 * How a model learns: samples, augmentation, prompt simulation, losses, the training loop and the
 * metrics that judge it. Experts on disk belong to {@code library}, use cases to {@code engine}.
 */
package io.github.evosam.learning;
