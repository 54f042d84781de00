package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.CurrentImage;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Segment} in Fiji. Field names are macro keys; see {@link SegmentSettings} for what
 * they mean. In plain ImageJ {@link SegmentPlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Segment")})
public final class SegmentCommand extends ContextCommand {
  @Parameter(label = "Image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = BaseModels.EMBEDDED;

  @Parameter(
      label = "Expert",
      description = "auto for the one that fits the image, none, or an expert's name",
      persist = false)
  private String expert = SegmentSettings.DEFAULT.expert();

  @Parameter(
      label = "Prompts",
      description = "none finds what the expert has learned",
      choices = {"selection", "roimanager", "everything", "none"},
      persist = false)
  private String prompts = SegmentSettings.DEFAULT.prompts();

  @Parameter(
      label = "ROI file",
      description = "Prompts from a ROI file instead; may stay empty",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  private String roifile = SegmentSettings.DEFAULT.roifile();

  @Parameter(label = "Slices", description = "current, all, N or A-B", persist = false)
  private String slices = SegmentSettings.DEFAULT.slices();

  @Parameter(
      label = "Intensities",
      choices = {"percentile", "display"},
      persist = false)
  private String range = SegmentSettings.DEFAULT.range();

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  private String device = ComputeDevice.AUTO;

  @Parameter(label = "Label image", persist = false)
  private boolean labels = SegmentSettings.DEFAULT.labels();

  @Parameter(label = "ROIs to manager", persist = false)
  private boolean rois = SegmentSettings.DEFAULT.rois();

  @Parameter(label = "Overlay", persist = false)
  private boolean overlay = SegmentSettings.DEFAULT.overlay();

  @Parameter(label = "Results table", persist = false)
  private boolean table = SegmentSettings.DEFAULT.table();

  @Parameter(type = ItemIO.OUTPUT, label = "Number of objects")
  private int objects;

  /** For scripts; it is shown already. */
  @Parameter(type = ItemIO.OUTPUT, label = "Label image")
  private ImagePlus result;

  @Override
  public void run() {
    SegmentRun run = SegmentRun.of(() -> CurrentImage.orElse(input), this::settings);
    if (!GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null); // else this pool thread holds on to its first image
    }
    objects = run.objects();
    result = run.labels();
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private SegmentSettings settings() {
    return new SegmentSettings(
        model, device, expert, prompts, roifile, slices, range, labels, rois, overlay, table);
  }
}
