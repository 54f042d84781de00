package io.github.evosam.imagej.command.learn;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.evosam.FailureReason;
import io.github.evosam.engine.learning.TrainedExpert;
import io.github.evosam.imagej.command.segment.RunTrace;
import io.github.evosam.imagej.task.ComparisonPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a trainer gets to know in the end: lines in the log, a row in the Results table, and a stack
 * of pictures.
 *
 * @param learned the expert
 * @param images number of images of the task
 */
record ExpertReport(TrainedExpert learned, int images) {
  private static final String COMMAND = "EvoSAM Learn Task";

  /** Title of the pictures. */
  String title() {
    return learned.expert() + "-report";
  }

  /**
   * Shows everything in the window that has shown the curve; a macro finds its row all the same.
   */
  void show(RunWindow window) {
    addRow();
    String headline =
        String.format(
            Locale.ROOT,
            "Learned: Dice %.3f before, %.3f after, on the validation images",
            learned.dice().diceBefore(),
            learned.dice().diceAfter());
    window.show(headline, lines(), pictures());
  }

  /** Shows everything in ImageJ's windows; an earlier report of the same title is closed. */
  void show() {
    lines().forEach(line -> IJ.log(COMMAND + ": " + line));
    addRow().show("Results");
    ImagePlus earlier = WindowManager.getImage(title());
    if (earlier != null) {
      earlier.close();
    }
    pictures().ifPresent(ImagePlus::show);
  }

  private ResultsTable addRow() {
    ResultsTable table = row(learned.expert());
    table.addValue("Images", images);
    table.addValue("Dice before", learned.dice().diceBefore());
    table.addValue("Dice after", learned.dice().diceAfter());
    table.addValue("Minutes", learned.seconds() / 60);
    table.addValue(
        "Started from", learned.report().start().warmStart().flatMap(c -> c.expert()).orElse(""));
    table.addValue("Matched", learned.report().routing().own());
    table.addValue("Replaced", learned.report().replaced().map(old -> old.expert()).orElse(""));
    table.addValue("Error", "");
    return table;
  }

  private Optional<ImagePlus> pictures() {
    try {
      ImagePlus pictures = ComparisonPictures.of(title(), learned.comparisons());
      pictures.setProp(RunTrace.EXPERT, learned.expert());
      return Optional.of(pictures);
    } catch (OutOfMemoryError e) {
      IJ.log(
          COMMAND
              + ": the expert is saved, but the report has no pictures: "
              + FailureReason.of(e));
      return Optional.empty();
    }
  }

  /** The report in words, warnings too. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(learned.summary());
    learned.warnings().forEach(warning -> lines.add("Warning: " + warning));
    return lines;
  }

  /** Leaves a failure for macros: a row in the table. */
  static void failed(String name, String reason) {
    ResultsTable table = row(name);
    table.addValue("Error", reason);
    table.show("Results");
  }

  private static ResultsTable row(String expert) {
    ResultsTable table = ResultsTable.getResultsTable();
    table.addRow();
    table.addValue("Expert", expert);
    return table;
  }
}
