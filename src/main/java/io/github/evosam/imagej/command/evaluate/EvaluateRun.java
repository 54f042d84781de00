package io.github.evosam.imagej.command.evaluate;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.command.FailureRow;
import io.github.evosam.imagej.evaluation.EvaluatedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Evaluate}, the same in both hosts.
 *
 * @param report what was compared; empty if the run failed before
 * @param error why nothing could be compared, one sentence; empty if something was
 */
record EvaluateRun(EvaluateReport report, String error) {
  private static final String COMMAND = "EvoSAM Evaluate";

  /**
   * Compares and shows the report. A result that cannot be compared gets a row with its reason and
   * stops nothing; where nothing could be compared, the run has failed.
   *
   * @param settings reads what to do; its refusals, too, leave a row
   */
  static EvaluateRun of(Supplier<EvaluateSettings> settings) {
    EvaluateReport report = new EvaluateReport(List.of());
    try {
      EvaluateSettings asked = settings.get();
      report = new EvaluateReport(compared(new EvaluateSource(asked).comparisons()));
      report.write(asked);
      report.show(asked);
      return new EvaluateRun(report, report.failure());
    } catch (EvoSamException | IllegalArgumentException e) {
      return failed(report, e.getMessage());
    } catch (RuntimeException e) {
      failed(report, "an unexpected error, please report it: " + e);
      throw e;
    } finally {
      IJ.showProgress(1.0);
    }
  }

  private static EvaluateRun failed(EvaluateReport report, String reason) {
    FailureRow.add(COMMAND, reason);
    return new EvaluateRun(report, reason);
  }

  private static List<EvaluatedResult> compared(List<EvaluateSource.Comparison> comparisons) {
    IJ.resetEscape(); // it may have been pressed long before
    List<EvaluatedResult> results = new ArrayList<>();
    for (EvaluateSource.Comparison comparison : comparisons) {
      IJ.showStatus("%s: %s".formatted(COMMAND, comparison.name()));
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
    } catch (EvoSamException | IllegalArgumentException e) {
      return EvaluatedResult.failed(comparison.name(), e.getMessage());
    } catch (OutOfMemoryError e) {
      return EvaluatedResult.failed(
          comparison.name(),
          "the images do not fit into the %d MB of memory that ImageJ may use; set more in Edit > Options > Memory & Threads"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    }
  }
}
