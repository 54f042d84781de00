package io.github.evosam.imagej.command.evaluate;

import io.github.evosam.engine.evaluation.Tolerance;

/**
 * What {@code EvoSAM Evaluate} is asked to do. The component names are the macro keys, see {@link
 * EvaluateCommand}.
 *
 * @param result title of an open image, a file, or a folder: labels or a mask; empty for the image
 *     in front
 * @param truth the same of what is true
 * @param tolerance of the surface Dice, in the images' unit as {@code 0.5}, or in pixels as {@code
 *     2px}
 * @param output folder for CSV and plots; empty for none
 * @param table whether to add rows to the Results table
 * @param plots whether to show plots
 */
public record EvaluateSettings(
    String result, String truth, Tolerance tolerance, String output, boolean table, boolean plots) {
  /** Checks that there is something to do. */
  public EvaluateSettings {
    if (!table && !plots && output.isBlank()) {
      throw new IllegalArgumentException(
          "Nothing is to be made; set at least one of the keys table, plots and output");
    }
  }
}
