package io.github.evosam.imagej.command.propagate;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.MacroOptions;
import io.github.evosam.imagej.command.segment.SegmentPlugIn;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Propagate} in plain ImageJ: the same keys as {@link PropagateCommand}, from a macro
 * or a dialog.
 */
public final class PropagatePlugIn extends DialogPlugIn<PropagateSettings> {
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

  /** For ImageJ. */
  public PropagatePlugIn() {
    super(Propagating.TITLE);
  }

  @Override
  protected PropagateSettings parse(MacroOptions given) {
    given.requireOnly(KEYS);
    return PropagateSettings.parse(given);
  }

  @Override
  protected Supplier<ImagePlus> image() {
    ImagePlus now = CurrentImage.orElse(null);
    return () -> now;
  }

  @Override
  protected Optional<PropagateSettings> ask(Supplier<ImagePlus> image) {
    return new PropagateDialog(image.get()).ask();
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<PropagateSettings> settings) {
    PropagateRun run = PropagateRun.of(image, settings);
    IJ.showStatus(run.error().isEmpty() ? "EvoSAM: objects: " + run.objects() : "");
    return run.error();
  }

  @Override
  protected void record(PropagateSettings settings) {
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
      recordFlag("absent", correction.absent());
      recordText("labelimage", correction.labelimage());
    }
    recordText("folder", settings.folder());
  }
}
