package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.EvoSamException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Propagate} in plain ImageJ: the same keys as {@link PropagateCommand}, from a macro
 * or a dialog.
 */
public final class PropagatePlugIn implements PlugIn {
  private static final Set<String> KEYS =
      Set.of(
          "input",
          "model",
          "device",
          "expert",
          "prompts",
          "roifile",
          "slices",
          "direction",
          "minarea",
          "miniou",
          "minoverlap",
          "mincontrast",
          "object",
          "absent",
          "labelimage",
          "range",
          "labels",
          "rois",
          "overlay",
          "table",
          "folder");

  @Override
  public void run(String argument) {
    String options = Macro.getOptions();
    if (options == null) {
      runDialog();
    } else {
      MacroOptions given = new MacroOptions(options);
      propagate(
          () -> CurrentImage.titled("input", given.text("input", "")),
          () -> {
            given.requireOnly(KEYS);
            return PropagateSettings.parse(given);
          });
    }
  }

  private static void runDialog() {
    try {
      ImagePlus image = CurrentImage.orElse(null);
      ask(image)
          .map(settings -> propagate(() -> image, () -> settings))
          .filter(run -> !run.error().isEmpty())
          .ifPresent(run -> IJ.error(Propagating.TITLE, run.error()));
    } catch (EvoSamException | IllegalArgumentException e) {
      IJ.error(Propagating.TITLE, e.getMessage());
    }
  }

  private static PropagateRun propagate(
      Supplier<ImagePlus> image, Supplier<PropagateSettings> settings) {
    PropagateRun run = PropagateRun.of(image, settings);
    IJ.showStatus(run.error().isEmpty() ? "EvoSAM: objects: " + run.objects() : "");
    return run;
  }

  /** The dialog's answer, recorded under the macro keys; empty if cancelled. */
  private static Optional<PropagateSettings> ask(ImagePlus image) {
    boolean recording = Recorder.record;
    Recorder.record = false; // a GenericDialog would record its labels, which are no keys
    Optional<PropagateSettings> settings;
    try {
      settings = new PropagateDialog(image).ask();
    } finally {
      Recorder.record = recording;
    }
    if (Recorder.record) {
      settings.ifPresent(PropagatePlugIn::record);
    }
    return settings;
  }

  private static void record(PropagateSettings settings) {
    SegmentPlugIn.recordAll(settings.what());
    PropagateSettings.Way way = settings.way();
    Recorder.recordOption("direction", way.direction());
    Recorder.recordOption("minarea", Integer.toString(way.minarea()));
    Recorder.recordOption("miniou", Double.toString(way.miniou()));
    Recorder.recordOption("minoverlap", Double.toString(way.minoverlap()));
    Recorder.recordOption("mincontrast", Double.toString(way.mincontrast()));
    PropagateSettings.Correction correction = settings.correction();
    if (correction.isAsked()) {
      Recorder.recordOption("object", Integer.toString(correction.object()));
      Recorder.recordOption("absent", Boolean.toString(correction.absent()));
      recordText("labelimage", correction.labelimage());
    }
    recordText("folder", settings.folder());
  }

  private static void recordText(String key, String value) {
    if (!value.isEmpty()) {
      Recorder.recordOption(key, value);
    }
  }
}
