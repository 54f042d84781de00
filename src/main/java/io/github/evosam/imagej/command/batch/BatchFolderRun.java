package io.github.evosam.imagej.command.batch;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.command.Quitting;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Batch Folder}, the same in both hosts. Whatever happens, a macro finds a
 * new last row in the Results table: {@code Folder, Segmented, Done before, Failed, Objects,
 * Error}, where {@code Error} is empty if, and only if, every image is done.
 *
 * @param report what became of the folder; empty if nothing could be begun
 * @param error why not everything is done, one sentence; empty if everything is
 */
record BatchFolderRun(Optional<FolderReport> report, String error) {
  private static final String COMMAND = "EvoSAM Batch Folder";

  /**
   * Segments a folder.
   *
   * @param settings reads what to do; its refusals, too, leave a row
   * @throws RuntimeException if something fails that should not; the row is there all the same
   */
  static BatchFolderRun of(Supplier<BatchFolderSettings> settings) {
    String folder = "";
    try {
      BatchFolderSettings asked = settings.get();
      folder = asked.folders().input();
      FolderReport report = run(asked.segmentation(), asked.search());
      String error = report.problem().orElse("");
      addRow(folder, Optional.of(report), error);
      log(report.summary() + "; see " + report.report());
      report.measurements().ifPresent(file -> log("measurements: " + file));
      return new BatchFolderRun(Optional.of(report), error);
    } catch (EvoSamException | IllegalArgumentException e) {
      return failed(folder, e.getMessage());
    } catch (RuntimeException e) {
      failed(folder, "an unexpected error, please report it: " + e);
      throw e;
    }
  }

  private static FolderReport run(
      FolderSegmentation segmentation, BatchFolderSettings.Search search) {
    BatchFolderProgress progress = new BatchFolderProgress();
    try (Interruption quitting = Quitting.guard();
        Segmenter segmenter =
            Segmenter.open(BaseModels.ofUser(), search.model(), search.device())) {
      IJ.showStatus("EvoSAM: %s on %s".formatted(segmenter.modelName(), segmenter.device()));
      return segmentation.run(segmenter, progress);
    } finally {
      progress.done();
    }
  }

  private static BatchFolderRun failed(String folder, String reason) {
    log("failed: " + reason);
    addRow(folder, Optional.empty(), reason);
    return new BatchFolderRun(Optional.empty(), reason);
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
    IJ.log(COMMAND + ": " + line);
  }
}
