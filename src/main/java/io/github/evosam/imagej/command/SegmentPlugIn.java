package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.BaseModels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code EvoSAM Segment} in plain ImageJ: the same keys as {@link SegmentCommand}, from a macro or
 * a dialog.
 */
public final class SegmentPlugIn implements PlugIn {
  private static final String TITLE = "EvoSAM Segment";
  private static final Set<String> KEYS =
      Set.of(
          "input", "model", "device", "prompts", "roifile", "slices", "range", "labels", "rois",
          "overlay", "table");

  @Override
  public void run(String argument) {
    String options = Macro.getOptions();
    ImagePlus image = null;
    try {
      if (options == null) {
        image = CurrentImage.orElse(null);
        Optional<SegmentSettings> settings = ask(image);
        if (settings.isPresent()) {
          segment(image, settings.get());
        }
      } else {
        MacroOptions given = new MacroOptions(options);
        image = CurrentImage.titled(given.text("input", ""));
        RunTrace.clear(image);
        given.requireOnly(KEYS);
        segment(image, SegmentSettings.parse(given));
      }
    } catch (EvoSamException | IllegalArgumentException e) {
      RunTrace.failed(image, e.getMessage());
      if (options == null) {
        IJ.error(TITLE, e.getMessage());
      }
    }
  }

  private static void segment(ImagePlus image, SegmentSettings settings) {
    RunTrace.clear(image);
    SegmentationResult.retireEarlier(image);
    SegmentationResult result = new Segmentation(image, settings).run();
    result.show(settings);
    RunTrace.succeeded(image, result.objects());
    IJ.showStatus("EvoSAM: objects found: " + result.objects());
  }

  /** The dialog's answer, recorded under the macro keys; empty if cancelled. */
  private static Optional<SegmentSettings> ask(ImagePlus image) {
    boolean recording = Recorder.record;
    Recorder.record = false; // a GenericDialog would record its labels, which are no keys
    Optional<SegmentSettings> settings;
    try {
      settings = show(dialog(image));
    } finally {
      Recorder.record = recording;
    }
    settings.ifPresent(SegmentPlugIn::record);
    return settings;
  }

  private static GenericDialog dialog(ImagePlus image) {
    SegmentSettings d = SegmentSettings.DEFAULT;
    GenericDialog dialog = new GenericDialog(TITLE);
    List<String> models = BaseModels.ofUser().names();
    dialog.addMessage("Objects of '" + image.getTitle() + "'");
    dialog.addChoice("Model", models.toArray(String[]::new), d.model());
    dialog.addChoice("Prompts", SegmentSettings.PROMPTS.toArray(String[]::new), suggested(image));
    dialog.addStringField("Slices (current, all, N, A-B)", d.slices(), 8);
    dialog.addChoice("Intensities", SegmentSettings.RANGES.toArray(String[]::new), d.range());
    dialog.addStringField("Device (auto, cpu, gpuN)", d.device(), 8);
    dialog.addCheckbox("Label image", d.labels());
    dialog.addCheckbox("ROIs to manager", d.rois());
    dialog.addCheckbox("Overlay", d.overlay());
    dialog.addCheckbox("Results table", d.table());
    return dialog;
  }

  private static Optional<SegmentSettings> show(GenericDialog dialog) {
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    String model = dialog.getNextChoice();
    String prompts = dialog.getNextChoice();
    String slices = dialog.getNextString().trim();
    String range = dialog.getNextChoice();
    String device = dialog.getNextString().trim();
    boolean labels = dialog.getNextBoolean();
    boolean rois = dialog.getNextBoolean();
    boolean overlay = dialog.getNextBoolean();
    boolean table = dialog.getNextBoolean();
    return Optional.of(
        new SegmentSettings(
            model,
            device,
            prompts,
            SegmentSettings.DEFAULT.roifile(),
            slices,
            range,
            labels,
            rois,
            overlay,
            table));
  }

  /** Everything where there is nothing that shows an object. */
  private static String suggested(ImagePlus image) {
    return image.getRoi() == null ? "everything" : "selection";
  }

  private static void record(SegmentSettings settings) {
    if (!Recorder.record) {
      return;
    }
    Recorder.recordOption("model", settings.model());
    Recorder.recordOption("prompts", settings.prompts());
    Recorder.recordOption("slices", settings.slices());
    Recorder.recordOption("range", settings.range());
    Recorder.recordOption("device", settings.device());
    Recorder.recordOption("labels", Boolean.toString(settings.labels()));
    Recorder.recordOption("rois", Boolean.toString(settings.rois()));
    Recorder.recordOption("overlay", Boolean.toString(settings.overlay()));
    Recorder.recordOption("table", Boolean.toString(settings.table()));
  }
}
