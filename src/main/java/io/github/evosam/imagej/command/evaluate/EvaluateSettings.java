package io.github.evosam.imagej.command.evaluate;

import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Set;

/**
 * What {@code EvoSAM Evaluate} is asked to do. The component names are the macro keys, the same in
 * Fiji and in plain ImageJ.
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
  /** What a key means that is not given. */
  static final EvaluateSettings DEFAULT =
      new EvaluateSettings("", "", Tolerance.USUAL, "", true, true);

  /** All macro keys. */
  static final Set<String> KEYS =
      Set.of("result", "truth", "tolerance", "output", "table", "plots");

  /** Checks that there is something to do. */
  public EvaluateSettings {
    if (!table && !plots && output.isBlank()) {
      throw new IllegalArgumentException(
          "Nothing is to be made; set at least one of the keys table, plots and output");
    }
  }

  /**
   * Reads macro options.
   *
   * @throws IllegalArgumentException if a key is not known, or a value not possible
   */
  static EvaluateSettings parse(MacroOptions options) {
    options.requireOnly(KEYS);
    return new EvaluateSettings(
        options.text("result", DEFAULT.result),
        options.text("truth", DEFAULT.truth),
        Tolerance.parse(options.text("tolerance", DEFAULT.tolerance.toString())),
        options.text("output", DEFAULT.output),
        options.flag("table", DEFAULT.table),
        options.flag("plots", DEFAULT.plots));
  }
}
