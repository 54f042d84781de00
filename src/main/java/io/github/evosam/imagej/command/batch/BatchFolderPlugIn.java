package io.github.evosam.imagej.command.batch;

import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Batch Folder} in plain ImageJ: the same keys as {@link BatchFolderCommand}, from a
 * macro or a dialog.
 */
public final class BatchFolderPlugIn extends DialogPlugIn<BatchFolderSettings> {
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

  /** For ImageJ. */
  public BatchFolderPlugIn() {
    super(BatchFolderDialog.TITLE);
  }

  @Override
  protected BatchFolderSettings parse(MacroOptions given) {
    given.requireOnly(KEYS);
    return BatchFolderSettings.parse(given);
  }

  @Override
  protected Optional<BatchFolderSettings> ask(Supplier<ImagePlus> image) {
    return new BatchFolderDialog().ask();
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<BatchFolderSettings> settings) {
    return BatchFolderRun.of(settings).error();
  }

  @Override
  protected void record(BatchFolderSettings settings) {
    BatchFolderSettings.Folders folders = settings.folders();
    recordText("input", folders.input());
    recordFlag("recursive", folders.recursive());
    recordText("filter", folders.filter());
    recordText("output", folders.output());
    recordFlag("overwrite", folders.overwrite());
    BatchFolderSettings.Search search = settings.search();
    recordText("model", search.model());
    recordText("expert", search.expert());
    recordFlag("roifiles", search.roifiles());
    Recorder.recordOption("prompts", search.prompts());
    Recorder.recordOption("slices", search.slices());
    Recorder.recordOption("device", search.device());
    BatchFolderSettings.Outputs outputs = settings.outputs();
    recordFlag("labels", outputs.labels());
    recordFlag("mask", outputs.mask());
    recordFlag("rois", outputs.rois());
    recordFlag("overlay", outputs.overlay());
    recordFlag("table", outputs.table());
  }
}
