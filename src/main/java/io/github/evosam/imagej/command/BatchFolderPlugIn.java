package io.github.evosam.imagej.command;

import ij.IJ;
import ij.Macro;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.EvoSamException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code EvoSAM Batch Folder} in plain ImageJ: the same keys as {@link BatchFolderCommand}, from a
 * macro or a dialog.
 */
public final class BatchFolderPlugIn implements PlugIn {
  private static final Set<String> KEYS =
      Set.of(
          "input",
          "recursive",
          "filter",
          "output",
          "overwrite",
          "model",
          "device",
          "expert",
          "prompts",
          "roifiles",
          "slices",
          "labels",
          "mask",
          "rois",
          "overlay",
          "table");

  @Override
  public void run(String argument) {
    String options = Macro.getOptions();
    if (options == null) {
      runDialog();
    } else {
      MacroOptions given = new MacroOptions(options);
      BatchFolderRun.of(
          () -> {
            given.requireOnly(KEYS);
            return BatchFolderSettings.parse(given);
          });
    }
  }

  private static void runDialog() {
    try {
      ask()
          .map(settings -> BatchFolderRun.of(() -> settings))
          .filter(run -> !run.error().isEmpty())
          .ifPresent(run -> IJ.error(BatchFolderDialog.TITLE, run.error()));
    } catch (EvoSamException | IllegalArgumentException e) {
      IJ.error(BatchFolderDialog.TITLE, e.getMessage());
    }
  }

  /** The dialog's answer, recorded under the macro keys; empty if cancelled. */
  private static Optional<BatchFolderSettings> ask() {
    boolean recording = Recorder.record;
    Recorder.record = false; // a GenericDialog would record its labels, which are no keys
    Optional<BatchFolderSettings> settings;
    try {
      settings = new BatchFolderDialog().ask();
    } finally {
      Recorder.record = recording;
    }
    if (Recorder.record) {
      settings.ifPresent(BatchFolderPlugIn::record);
    }
    return settings;
  }

  private static void record(BatchFolderSettings settings) {
    BatchFolderSettings.Folders folders = settings.folders();
    Recorder.recordOption("input", folders.input());
    record("recursive", folders.recursive());
    if (!folders.filter().isEmpty()) {
      Recorder.recordOption("filter", folders.filter());
    }
    Recorder.recordOption("output", folders.output());
    record("overwrite", folders.overwrite());
    BatchFolderSettings.Search search = settings.search();
    Recorder.recordOption("model", search.model());
    Recorder.recordOption("expert", search.expert());
    record("roifiles", search.roifiles());
    Recorder.recordOption("prompts", search.prompts());
    Recorder.recordOption("slices", search.slices());
    Recorder.recordOption("device", search.device());
    BatchFolderSettings.Outputs outputs = settings.outputs();
    record("labels", outputs.labels());
    record("mask", outputs.mask());
    record("rois", outputs.rois());
    record("overlay", outputs.overlay());
    record("table", outputs.table());
  }

  private static void record(String key, boolean value) {
    Recorder.recordOption(key, Boolean.toString(value));
  }
}
