package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.RoiManagers;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.task.ValidationChoice;
import java.util.Locale;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Learn Task}: a new expert from images and their masks. */
@Plugin(type = Command.class)
public final class LearnTaskCommand extends EvoSamCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Learn Task";

  private static final String EXPERT = "The new expert";
  private static final String DATA = "What it learns from";
  private static final String HOW = "How it learns";
  private static final String HOW_EXACTLY = "Settings for experiments";

  @Parameter(label = "Name", description = "What the expert is called", persist = false)
  @Shown(group = EXPERT, remembered = false)
  private String name = "";

  @Parameter(
      label = "What is segmented",
      description = "In your words, for those who use the expert; may stay empty",
      required = false,
      persist = false)
  @Shown(group = EXPERT, remembered = false)
  private String task = "";

  @Parameter(
      label = "Learn from",
      description = "Where images and their objects are",
      choices = {"folders", "labels", "roimanager"},
      persist = false)
  @Shown(
      group = DATA,
      words = {
        "folders of images and masks",
        "the image in front and a label image",
        "the image in front and the ROI Manager"
      })
  private String source = "folders";

  @Parameter(
      label = "Folder of images",
      description = "Without a folder of masks, one that holds both, as 'images' and 'masks'",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = DATA, when = "source=folders")
  private String images = "";

  @Parameter(
      label = "Folder of masks",
      description = "Of the images' names; 0 is background",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = DATA, when = "source=folders")
  private String masks = "";

  @Parameter(
      label = "Channel (0: as a file shows)",
      description = "Of the images in folders, from 1",
      min = "0",
      persist = false)
  @Shown(group = HOW_EXACTLY, rare = true, when = "source=folders")
  private int channel;

  @Parameter(label = "Open image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Label image or mask stack",
      description = "An open image; every slice with objects is learned from",
      required = false,
      persist = false)
  @Shown(group = DATA, offer = Offer.IMAGES, remembered = false, when = "source=labels")
  private String labelimage = "";

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  @Shown(group = HOW, offer = Offer.MODELS)
  private String model = BaseModels.EMBEDDED;

  @Parameter(
      label = "Minutes at most",
      description = "Escape ends it earlier and keeps the best so far",
      min = "0.001",
      max = "1440",
      persist = false)
  @Shown(group = HOW)
  private double minutes = LearningSettings.DEFAULT.budget().toMinutes();

  @Parameter(
      label = "If a similar expert exists",
      description = "What is to happen if one was taught on images that look like these",
      choices = {"keep", "update", "stop"},
      persist = false)
  @Shown(
      group = HOW,
      words = {"keep both", "replace it by the new one", "learn nothing"})
  private String sametask = SameTask.KEEP.toString();

  @Parameter(
      label = "ROI file",
      description = "ROIs of a file instead of the ROI Manager; may stay empty",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  @Shown(group = HOW_EXACTLY, rare = true, remembered = false, when = "source=roimanager")
  private String roifile = "";

  @Parameter(
      label = "Validation",
      description = "Share of the images to judge by as 0.2, or a folder with images and masks",
      persist = false)
  @Shown(group = HOW_EXACTLY, rare = true)
  private String validation = Double.toString(TaskDataset.USUAL_SHARE);

  @Parameter(
      label = "Epochs (0: minutes count)",
      description = "How often each image is seen, in place of minutes",
      min = "0",
      persist = false)
  @Shown(group = HOW_EXACTLY, rare = true)
  private int epochs;

  @Parameter(
      label = "Rank",
      description = "Size of the expert",
      min = "1",
      max = "64",
      persist = false)
  @Shown(group = HOW_EXACTLY, rare = true)
  private int rank = LearningSettings.DEFAULT.rank();

  @Parameter(label = "Seed", description = "Of its random numbers", persist = false)
  @Shown(group = HOW_EXACTLY, rare = true)
  private long seed = LearningSettings.DEFAULT.seed();

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  @Shown(group = HOW_EXACTLY, rare = true)
  private String device = ComputeDevice.AUTO;

  @Parameter(type = ItemIO.OUTPUT)
  private double dice = Double.NaN;

  private final String advice;
  private final Runnable learned;

  /** With the usual keys. */
  public LearnTaskCommand() {
    this("", () -> {});
  }

  private LearnTaskCommand(String advice, Runnable learned) {
    super(TITLE);
    this.advice = advice;
    this.learned = learned;
  }

  /**
   * The command with a proposal for its dialog.
   *
   * @param name of the expert; may be empty
   * @param folder of images and masks
   * @param model that the objects were made with
   * @param advice a line above the fields
   * @param learned run when there is a new expert
   */
  static LearnTaskCommand of(
      String name, String folder, String model, String advice, Runnable learned) {
    LearnTaskCommand command = new LearnTaskCommand(advice, learned);
    command.name = name;
    command.source = "folders";
    command.images = folder;
    command.masks = "";
    command.model = model;
    return command;
  }

  @Override
  protected String heading() {
    return advice;
  }

  /** The source that the open windows suggest. */
  @Override
  protected void suggest() {
    if (WindowManager.getImageCount() > 0 && !RoiManagers.rois().isEmpty()) {
      source = "roimanager";
    }
  }

  @Override
  protected void requireSensible() {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("The key name is missing: what the new expert is called");
    }
    if (validation.isEmpty()) {
      throw new IllegalArgumentException(
          "validation= is not possible; validation is a share as 0.2, or a folder");
    }
    data().requireComplete();
  }

  private SampleSource data() {
    return new SampleSource(
        source, images, masks, channel, () -> imageOr(input), labelimage, roifile);
  }

  @Override
  protected void work() {
    ExpertCatalogue catalogue = ExpertCatalogue.ofUser();
    ExpertLearning.requireName(catalogue, name, known());
    TaskDataset data = data().task(name, task, ValidationChoice.parse(validation));
    LearningSettings settings = settings(data.images().size());
    dice =
        new LearnTaskRun(data, settings, known(), isAttended())
            .on(model, device.toLowerCase(Locale.ROOT), catalogue)
            .dice()
            .diceAfter();
    learned.run();
  }

  @Override
  protected void failed(String reason) {
    ExpertReport.failed(name, reason);
  }

  /** What is to happen if the task is known already. */
  SameTask known() {
    return SameTask.parse(sametask);
  }

  /** How the keys say to learn from so many images. */
  LearningSettings settings(int ofImages) {
    LearningSettings usual = LearningSettings.DEFAULT;
    LearningSettings chosen = new LearningSettings(usual.steps(), usual.budget(), rank, seed);
    return epochs > 0 ? chosen.withEpochs(epochs, ofImages) : chosen.withMinutes(minutes);
  }
}
