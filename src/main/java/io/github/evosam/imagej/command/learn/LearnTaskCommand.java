package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.learning.LearnedExpert;
import io.github.evosam.imagej.command.CurrentImage;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Learn Task} in Fiji. Field names are macro keys; see {@link LearnTaskSettings} for
 * what they mean. In plain ImageJ {@link LearnTaskPlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Learn Task")})
public final class LearnTaskCommand extends ContextCommand {
  private static final LearnTaskSettings USUAL = LearnTaskSettings.DEFAULT;

  @Parameter(label = "Name of the expert", persist = false)
  private String name;

  @Parameter(label = "What is segmented", required = false, persist = false)
  private String task = USUAL.task();

  @Parameter(
      label = "Learn from",
      description = "folders, the open image with a label image, or with the ROI Manager",
      choices = {"folders", "labels", "roimanager"},
      persist = false)
  private String source = USUAL.data().source();

  @Parameter(
      label = "Folder of images",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String images = USUAL.data().images();

  @Parameter(
      label = "Folder of masks (equal names)",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String masks = USUAL.data().masks();

  @Parameter(label = "Open image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Label image or mask stack",
      description = "Title of an open image",
      required = false,
      persist = false)
  private String labelimage = USUAL.data().labelimage();

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = USUAL.model();

  @Parameter(label = "Minutes at most", persist = false)
  private double minutes = USUAL.advanced().minutes();

  @Parameter(
      label = "If an expert looks the same",
      description = "keep: have both; update: the new one takes its place; stop: learn nothing",
      choices = {"keep", "update", "stop"},
      persist = false)
  private String sametask = USUAL.advanced().sametask();

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
  private final String advanced = "Advanced; all may stay as it is";

  @Parameter(
      label = "ROI file",
      description = "ROIs from a file instead of the ROI Manager; may stay empty",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  private String roifile = USUAL.data().roifile();

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  private String device = USUAL.device();

  @Parameter(
      label = "Validation",
      description = "Share of the images to judge by, or a folder with images and masks",
      persist = false)
  private String validation = USUAL.advanced().validation();

  @Parameter(
      label = "Epochs",
      description = "How often each image is seen, in place of minutes; 0: minutes count",
      persist = false)
  private int epochs = USUAL.advanced().epochs();

  @Parameter(label = "Rank", description = "Size of the expert", persist = false)
  private int rank = USUAL.advanced().rank();

  @Parameter(label = "Seed", persist = false)
  private long seed = USUAL.advanced().seed();

  @Parameter(type = ItemIO.OUTPUT, label = "Dice on validation images")
  private double dice;

  @Override
  public void run() {
    LearnTaskRun run = LearnTaskRun.of(() -> CurrentImage.orElse(input), this::settings);
    if (!GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null); // else this pool thread holds on to its first image
    }
    dice = run.learned().map(LearnedExpert::dice).map(d -> d.diceAfter()).orElse(Double.NaN);
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private LearnTaskSettings settings() {
    return new LearnTaskSettings(
        name,
        task,
        new LearnTaskSettings.Data(source, images, masks, labelimage, roifile),
        model,
        device,
        new LearnTaskSettings.Advanced(minutes, epochs, rank, seed, validation, sametask));
  }
}
