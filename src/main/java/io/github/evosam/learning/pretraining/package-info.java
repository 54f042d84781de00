/**
 * How the embedded base model is made from nothing: its blueprint and first weights, the mix of
 * procedural and real images, and the resumable training run. Learning an expert on a finished base
 * model lives in {@code learning}.
 */
package io.github.evosam.learning.pretraining;
