/**
 * Use case: how well masks agree with the truth. {@code Evaluation} asks a model, prompt by prompt;
 * {@code ResultScores} compares results that are there already. Files, tables and plots belong to
 * {@code imagej}.
 */
package io.github.evosam.engine.evaluation;
