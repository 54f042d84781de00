package io.github.evosam.imagej.command.segment;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.ExpertNames;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Segment} in plain ImageJ: the same keys as {@link SegmentCommand}, from a macro or
 * a dialog.
 */
public final class SegmentPlugIn extends DialogPlugIn<SegmentSettings> {
  private static final String TITLE = "EvoSAM Segment";
  private static final Set<String> KEYS =
      Set.of(
          "input", "model", "device", "expert", "prompts", "roifile", "slices", "range", "labels",
          "rois", "overlay", "table");

  /** For ImageJ. */
  public SegmentPlugIn() {
    super(TITLE);
  }

  @Override
  protected SegmentSettings parse(MacroOptions given) {
    given.requireOnly(KEYS);
    return SegmentSettings.parse(given);
  }

  @Override
  protected Supplier<ImagePlus> image() {
    ImagePlus now = CurrentImage.orElse(null);
    return () -> now;
  }

  @Override
  protected Optional<SegmentSettings> ask(Supplier<ImagePlus> image) {
    return show(dialog(image.get()));
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<SegmentSettings> settings) {
    SegmentRun run = SegmentRun.of(image, settings);
    IJ.showStatus(run.error().isEmpty() ? "EvoSAM: objects found: " + run.objects() : "");
    return run.error();
  }

  private static GenericDialog dialog(ImagePlus image) {
    SegmentSettings d = SegmentSettings.DEFAULT;
    GenericDialog dialog = new GenericDialog(TITLE);
    List<String> models = BaseModels.ofUser().names();
    dialog.addMessage("Objects of '" + image.getTitle() + "'");
    dialog.addChoice("Model", models.toArray(String[]::new), d.model());
    List<String> experts = ExpertNames.choices(TITLE);
    dialog.addChoice("Expert", experts.toArray(String[]::new), d.expert());
    String prompts = suggested(image, experts.size() > ExpertNames.NO_EXPERT.size());
    dialog.addChoice("Prompts", SegmentSettings.PROMPTS.toArray(String[]::new), prompts);
    dialog.addFileField("ROI file (instead of prompts)", d.roifile(), 16);
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
    String expert = dialog.getNextChoice();
    String prompts = dialog.getNextChoice();
    String roifile = dialog.getNextString().trim();
    String slices = dialog.getNextString().trim();
    String range = dialog.getNextChoice();
    String device = dialog.getNextString().trim();
    boolean labels = dialog.getNextBoolean();
    boolean rois = dialog.getNextBoolean();
    boolean overlay = dialog.getNextBoolean();
    boolean table = dialog.getNextBoolean();
    return Optional.of(
        new SegmentSettings(
            model, device, expert, prompts, roifile, slices, range, labels, rois, overlay, table));
  }

  /** What the experts know where there is nothing that shows an object; else everything. */
  private static String suggested(ImagePlus image, boolean hasExperts) {
    String unprompted = hasExperts ? "none" : "everything";
    return image.getRoi() == null ? unprompted : "selection";
  }

  @Override
  protected void record(SegmentSettings settings) {
    recordAll(settings);
  }

  /** Records all keys that it shares with other commands. */
  public static void recordAll(SegmentSettings settings) {
    recordText("model", settings.model());
    recordText("expert", settings.expert());
    Recorder.recordOption("prompts", settings.prompts());
    recordText("roifile", settings.roifile());
    Recorder.recordOption("slices", settings.slices());
    Recorder.recordOption("range", settings.range());
    Recorder.recordOption("device", settings.device());
    recordFlag("labels", settings.labels());
    recordFlag("rois", settings.rois());
    recordFlag("overlay", settings.overlay());
    recordFlag("table", settings.table());
  }
}
