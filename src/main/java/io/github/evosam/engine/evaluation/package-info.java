/**
 * Use case: how well a result agrees with the truth, both given as labels; no model is asked.
 * Files, tables and plots belong to {@code imagej}; how good a model is, to {@code
 * engine.Evaluation}.
 */
package io.github.evosam.engine.evaluation;
