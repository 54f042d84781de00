package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import java.util.Locale;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/**
 * A command that finds objects in an open image: the keys that all such commands have. Its trace
 * are properties of the image, see {@link RunTrace}.
 */
public abstract class SegmentingCommand extends EvoSamCommand {
  /** Heading of what is looked for. */
  protected static final String WHAT = "What to find";

  /** Heading of what comes out. */
  protected static final String RESULTS = "Results";

  private static final String READING = "Reading prompts and image";

  @Parameter(label = "Image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Find",
      description = "What shows the objects; a selection limits where everything is looked for",
      choices = {"selection", "roimanager", "auto", "everything", "none"},
      persist = false)
  @Shown(
      group = WHAT,
      words = {
        "what the selection shows",
        "what the ROI Manager shows",
        "what a fitting expert has learned, else everything",
        "everything",
        "what the expert has learned"
      },
      remembered = false)
  private String prompts = "selection";

  @Parameter(
      label = "Expert",
      description = "auto for the one that fits the image, none, or an expert's name",
      persist = false)
  @Shown(group = WHAT, offer = Offer.EXPERTS_OR_NONE)
  private String expert = ExpertChoice.AUTO.toString();

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  @Shown(group = WHAT, offer = Offer.MODELS)
  private String model = BaseModels.EMBEDDED;

  @Parameter(
      label = "Slices",
      description = "current (not when following objects), all, one number as 5, or a range as 2-7",
      persist = false)
  @Shown(group = WHAT, remembered = false)
  private String slices;

  @Parameter(
      label = "ROI file",
      description = "ROIs of a file (.roi, .zip) show the objects instead; may stay empty",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  @Shown(group = READING, rare = true, remembered = false)
  private String roifile = "";

  @Parameter(
      label = "Intensities",
      description =
          "What counts as black and white: the 0.5th and 99.9th percentile, or the display range",
      choices = {"percentile", "display"},
      persist = false)
  @Shown(
      group = READING,
      words = {"by percentiles", "as displayed"},
      rare = true)
  private String range = "percentile";

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  @Shown(group = READING, rare = true)
  private String device = ComputeDevice.AUTO;

  @Parameter(
      label = "Label image",
      description = "Each object has a number; 0 is background",
      persist = false)
  @Shown(group = RESULTS)
  private boolean labels = true;

  @Parameter(label = "ROIs", description = "Outlines in the ROI Manager", persist = false)
  @Shown(group = RESULTS)
  private boolean rois = true;

  @Parameter(label = "Overlay", description = "Outlines over the image", persist = false)
  @Shown(group = RESULTS)
  private boolean overlay;

  @Parameter(label = "Measurements", description = "A row for each object", persist = false)
  @Shown(group = RESULTS)
  private boolean table;

  @Parameter(type = ItemIO.OUTPUT)
  private int objects;

  /** For scripts; it is shown already. */
  @Parameter(type = ItemIO.OUTPUT)
  private ImagePlus result;

  /** A command of this label, with slices that are meant if none are given. */
  protected SegmentingCommand(String title, String slices) {
    super(title);
    this.slices = slices;
  }

  /**
   * What the keys that all commands of this kind have ask for.
   *
   * @throws IllegalArgumentException if they do not go together
   */
  protected final SegmentSettings what() {
    return new SegmentSettings(
        model,
        device.toLowerCase(Locale.ROOT),
        expert,
        prompts,
        roifile == null ? "" : roifile.trim(),
        slices.toLowerCase(Locale.ROOT),
        range,
        labels,
        rois,
        overlay,
        table);
  }

  /** The image to work on, without traces of an earlier run. */
  protected final ImagePlus begin() {
    input = imageOr(input);
    RunTrace.clear(input);
    return input;
  }

  /** Number of objects that were found. */
  final int objects() {
    return objects;
  }

  /** Hands over the outputs. */
  protected final void done(int numberOfObjects, ImagePlus labelImage) {
    objects = numberOfObjects;
    result = labelImage;
  }

  @Override
  protected void failed(String reason) {
    try {
      input = imageOr(input);
    } catch (IllegalArgumentException e) {
      return; // no image is open, so there is nothing to leave a trace on
    }
    RunTrace.failed(input, reason);
  }

  /** The image that the dialog, and then the command, is about. */
  protected final ImagePlus image() {
    return input;
  }

  /** Where nothing shows an object, what a fitting expert knows, else everything. */
  @Override
  protected void suggest() {
    input = imageOr(input);
    String unprompted = ReadyExperts.isAny() ? "auto" : "everything";
    prompts = input.getRoi() == null ? unprompted : "selection";
  }

  @Override
  protected String heading() {
    return "Objects of '%s'".formatted(input.getTitle());
  }
}
