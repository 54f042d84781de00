package io.github.evosam.imagej.command.evaluate;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.FailureReason;
import io.github.evosam.imagej.evaluation.EvaluatedResult;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code EvoSAM Evaluate}. */
final class EvaluateRun {
  private EvaluateRun() {}

  /**
   * Compares. A result that cannot be compared is reported with its reason and stops nothing.
   *
   * @throws IllegalArgumentException if result and truth do not go together
   * @throws EvoSamException if a folder cannot be read
   */
  static EvaluateReport of(EvaluateSource source) {
    return new EvaluateReport(compared(source.comparisons()));
  }

  private static List<EvaluatedResult> compared(List<EvaluateSource.Comparison> comparisons) {
    IJ.resetEscape(); // it may have been pressed long before
    List<EvaluatedResult> results = new ArrayList<>();
    for (EvaluateSource.Comparison comparison : comparisons) {
      IJ.showStatus("%s: %s".formatted(EvaluateCommand.TITLE, comparison.name()));
      results.add(compared(comparison));
      IJ.showProgress(results.size(), comparisons.size());
      if (IJ.escapePressed() && results.size() < comparisons.size()) {
        throw new IllegalArgumentException(
            "Cancelled after %d of %d images".formatted(results.size(), comparisons.size()));
      }
    }
    return results;
  }

  private static EvaluatedResult compared(EvaluateSource.Comparison comparison) {
    try {
      return EvaluatedResult.of(comparison.name(), comparison.scores().get());
    } catch (EvoSamException | IllegalArgumentException | OutOfMemoryError e) {
      return EvaluatedResult.failed(comparison.name(), FailureReason.of(e));
    }
  }
}
