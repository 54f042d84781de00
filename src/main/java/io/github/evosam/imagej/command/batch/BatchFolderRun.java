package io.github.evosam.imagej.command.batch;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.command.ModelRun;
import java.util.Optional;

/**
 * One run of {@code EvoSAM Batch Folder}. Whatever happens, a macro finds a new last row in the
 * Results table: {@code Folder, Segmented, Done before, Failed, Objects, Error}, where {@code
 * Error} is empty if, and only if, every image is done.
 */
final class BatchFolderRun {
  private BatchFolderRun() {}

  /**
   * Segments a folder.
   *
   * @param input the folder as the user names it
   * @throws IllegalArgumentException if there is no image in it, or no such device
   * @throws io.github.evosam.EvoSamException if nothing could be begun
   */
  static FolderReport of(String input, FolderSegmentation segmentation, ModelOnDevice model) {
    FolderReport report = run(segmentation, model);
    addRow(input, Optional.of(report), report.problem().orElse(""));
    log(report.summary() + "; see " + report.report());
    report.measurements().ifPresent(file -> log("measurements: " + file));
    return report;
  }

  private static FolderReport run(FolderSegmentation segmentation, ModelOnDevice model) {
    BatchFolderProgress progress = new BatchFolderProgress();
    try {
      return ModelRun.with(model, segmenter -> segmentation.run(segmenter, progress));
    } finally {
      progress.done();
    }
  }

  /** Leaves the row of a run that has failed. */
  static void failed(String folder, String reason) {
    addRow(folder, Optional.empty(), reason);
  }

  private static void addRow(String folder, Optional<FolderReport> report, String error) {
    ResultsTable table = ResultsTable.getResultsTable();
    table.addRow();
    table.addValue("Folder", folder);
    table.addValue("Segmented", report.map(FolderReport::segmented).orElse(0));
    table.addValue("Done before", report.map(FolderReport::wasDone).orElse(0));
    table.addValue("Failed", report.map(r -> r.failures().size()).orElse(0));
    table.addValue("Objects", report.map(FolderReport::objects).orElse(0));
    table.addValue("Error", error);
    table.show("Results");
  }

  /** Writes a line into ImageJ's log. */
  static void log(String line) {
    IJ.log(BatchFolderCommand.TITLE + ": " + line);
  }
}
