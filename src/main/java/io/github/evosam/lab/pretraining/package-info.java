/**
 * How the shipped base model is made: its blueprint and first weights, the mix of procedural and
 * real images, and the resumable training run. Learning an expert on a finished base model lives in
 * {@code learning}.
 */
package io.github.evosam.lab.pretraining;
