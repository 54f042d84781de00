package io.github.evosam.imagej.command.evaluate;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.engine.evaluation.ScoreSummary;
import io.github.evosam.imagej.evaluation.EvaluatedResult;
import io.github.evosam.imagej.evaluation.EvaluationFiles;
import io.github.evosam.imagej.evaluation.EvaluationPlots;
import io.github.evosam.imagej.evaluation.EvaluationTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a user gets to know: rows in the Results table, plots, files and lines in the log.
 *
 * @param results that were compared or could not be
 */
record EvaluateReport(List<EvaluatedResult> results) {
  /** Title of the plots. */
  static final String PLOTS = "evaluation-plots";

  private static final String COMMAND = "EvoSAM Evaluate";

  private List<PlaneScores> planes() {
    return results.stream().flatMap(result -> result.planes().stream()).toList();
  }

  /** What all planes come to. */
  ScoreSummary summary() {
    return ScoreSummary.of(planes());
  }

  /** Number of results that could not be compared. */
  int failures() {
    return (int) results.stream().filter(result -> result.scores().isEmpty()).count();
  }

  /** Why nothing could be compared; empty if something was. */
  String failure() {
    return failures() < results.size()
        ? ""
        : "'%s' could not be compared: %s".formatted(results.get(0).name(), results.get(0).error());
  }

  /** Writes CSV and plots into a folder, if one is given. */
  void write(String folder) {
    if (!folder.isEmpty()) {
      EvaluationFiles.write(Path.of(folder), results);
    }
  }

  /** Shows what was asked for; earlier plots are closed. */
  void show(boolean table, boolean plots) {
    results.stream()
        .filter(result -> result.scores().isEmpty())
        .forEach(result -> IJ.log("%s: %s: %s".formatted(COMMAND, result.name(), result.error())));
    IJ.log(COMMAND + ": " + sentence());
    if (table) {
      ResultsTable rows = ResultsTable.getResultsTable();
      EvaluationTable.append(rows, results);
      rows.show("Results");
    }
    if (plots && !planes().isEmpty()) {
      ImagePlus earlier = WindowManager.getImage(PLOTS);
      if (earlier != null) {
        earlier.close();
      }
      EvaluationPlots.stack(PLOTS, planes()).show();
    }
  }

  /** Means in words. */
  String sentence() {
    ScoreSummary all = summary();
    if (all.planes() == 0) {
      return "nothing could be compared";
    }
    return String.format(
        Locale.ROOT,
        "%s of %s: Dice %.3f, IoU %.3f, HD95 %.2f, surface Dice %.3f, AP %.3f (AP50 %.3f, AP75 %.3f); not compared: %d",
        counted(all.planes(), "plane"),
        counted(results.size() - failures(), "image"),
        all.dice(),
        all.iou(),
        all.hd95(),
        all.surfaceDice(),
        all.instances().meanAveragePrecision(),
        all.instances().averagePrecision(50),
        all.instances().averagePrecision(75),
        failures());
  }

  private static String counted(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }
}
