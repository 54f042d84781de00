package io.github.evosam.imagej.command.propagate;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.segment.SegmentSettings;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Propagate} in Fiji. Field names are macro keys; see {@link PropagateSettings} for
 * what they mean. In plain ImageJ {@link PropagatePlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Propagate")})
public final class PropagateCommand extends ContextCommand {
  @Parameter(label = "Stack", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = BaseModels.EMBEDDED;

  @Parameter(
      label = "Expert",
      description = "auto for the one that fits the stack, none, or an expert's name",
      persist = false)
  private String expert = SegmentSettings.DEFAULT.expert();

  @Parameter(
      label = "Prompts",
      description = "everything and none search each slice and link what they find",
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

  @Parameter(label = "Slices", description = "all or A-B", persist = false)
  private String slices = PropagateSettings.DEFAULT.what().slices();

  @Parameter(
      label = "Direction",
      choices = {"both", "forward", "backward"},
      persist = false)
  private String direction = PropagateSettings.Way.DEFAULT.direction();

  @Parameter(label = "Ends below an area of (pixels)", persist = false)
  private int minarea = PropagateSettings.Way.DEFAULT.minarea();

  @Parameter(label = "Ends below a predicted IoU of", persist = false)
  private double miniou = PropagateSettings.Way.DEFAULT.miniou();

  @Parameter(label = "Ends below an overlap (IoU) of", persist = false)
  private double minoverlap = PropagateSettings.Way.DEFAULT.minoverlap();

  @Parameter(label = "Ends below a share of its contrast of", persist = false)
  private double mincontrast = PropagateSettings.Way.DEFAULT.mincontrast();

  @Parameter(
      label = "Correct object",
      description = "Its number in the label image; 0 follows new objects",
      persist = false)
  private int object;

  @Parameter(
      label = "It is absent from here on",
      description = "The object that is corrected is not on the current slice",
      persist = false)
  private boolean absent;

  @Parameter(
      label = "Label image to correct",
      description = "Its title; may stay empty",
      required = false,
      persist = false)
  private String labelimage = "";

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

  @Parameter(
      label = "Folder",
      description = "Writes results there, slice by slice, instead of keeping them in memory",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String folder = "";

  @Parameter(type = ItemIO.OUTPUT, label = "Number of objects")
  private int objects;

  /** For scripts; it is shown already. */
  @Parameter(type = ItemIO.OUTPUT, label = "Label image")
  private ImagePlus result;

  @Override
  public void run() {
    PropagateRun run = PropagateRun.of(() -> CurrentImage.orElse(input), this::settings);
    if (!GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null); // else this pool thread holds on to its first image
    }
    objects = run.objects();
    result = run.labels();
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private PropagateSettings settings() {
    return new PropagateSettings(
        new SegmentSettings(
            model,
            device,
            expert,
            prompts,
            text(roifile),
            slices,
            range,
            labels,
            rois,
            overlay,
            table),
        new PropagateSettings.Way(direction, minarea, miniou, minoverlap, mincontrast),
        new PropagateSettings.Correction(object, absent, text(labelimage)),
        text(folder));
  }

  private static String text(String orNull) {
    return orNull == null ? "" : orNull.trim();
  }
}
