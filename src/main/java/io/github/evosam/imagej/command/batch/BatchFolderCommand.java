package io.github.evosam.imagej.command.batch;

import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.segment.SegmentSettings;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Batch Folder}: every image of a folder. */
@Plugin(type = Command.class)
public final class BatchFolderCommand extends EvoSamCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Batch Folder";

  private static final String IMAGES = "Images";
  private static final String WHAT = "What to find";
  private static final String RESULTS = "Results, for each image";
  private static final String RARE = "Reading the images";

  @Parameter(
      label = "Folder of images",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = IMAGES)
  private String input = "";

  @Parameter(
      label = "Names that contain",
      description = "A text, or a pattern as *.tif; empty for every image file",
      required = false,
      persist = false)
  @Shown(group = IMAGES)
  private String filter = "";

  @Parameter(
      label = "Subfolders, too",
      description = "Results are laid out in the same folders",
      persist = false)
  @Shown(group = IMAGES)
  private boolean recursive = true;

  @Parameter(
      label = "Use ROI files beside the images",
      description = "NAME.roi or NAME.zip beside NAME.tif shows the objects of that image",
      persist = false)
  @Shown(group = WHAT)
  private boolean roifiles = true;

  @Parameter(
      label = "Without a ROI file, find",
      description = "What is looked for in an image that has no ROI file",
      choices = {"auto", "everything", "none"},
      persist = false)
  @Shown(
      group = WHAT,
      words = {
        "what a fitting expert has learned, else everything",
        "everything",
        "what the expert has learned"
      })
  private String prompts = "auto";

  @Parameter(
      label = "Expert",
      description = "auto for the one that fits each image, none, or an expert's name",
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
      label = "Folder for results",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  @Shown(group = RESULTS)
  private String output = "";

  @Parameter(label = "Label image", description = "NAME-labels.tif", persist = false)
  @Shown(group = RESULTS)
  private boolean labels = true;

  @Parameter(label = "Mask", description = "NAME-mask.tif", persist = false)
  @Shown(group = RESULTS)
  private boolean mask;

  @Parameter(label = "ROI file", description = "NAME-rois.zip", persist = false)
  @Shown(group = RESULTS)
  private boolean rois = true;

  @Parameter(label = "Picture with outlines", description = "NAME-overlay.png", persist = false)
  @Shown(group = RESULTS)
  private boolean overlay = true;

  @Parameter(
      label = "Measurements",
      description = "One table of all objects of all images",
      persist = false)
  @Shown(group = RESULTS)
  private boolean table = true;

  @Parameter(
      label = "Redo what is done",
      description = "Else images that an earlier run has done are passed over",
      persist = false)
  @Shown(group = RESULTS)
  private boolean overwrite;

  @Parameter(
      label = "Slices",
      description = "all, one number as 5, or a range as 2-7",
      persist = false)
  @Shown(group = RARE, rare = true)
  private String slices = "all";

  @Parameter(
      label = "Channel (0: as a file shows)",
      description = "Number of the channel that is looked at, from 1",
      min = "0",
      persist = false)
  @Shown(group = RARE, rare = true)
  private int channel;

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  @Shown(group = RARE, rare = true)
  private String device = ComputeDevice.AUTO;

  @Parameter(type = ItemIO.OUTPUT)
  private int images;

  @Parameter(type = ItemIO.OUTPUT)
  private int objects;

  /** With the usual keys. */
  public BatchFolderCommand() {
    super(TITLE);
  }

  @Override
  protected void requireSensible() {
    segmentation();
  }

  @Override
  protected void work() {
    FolderReport report =
        BatchFolderRun.of(
            input, segmentation(), new ModelOnDevice(model, device.toLowerCase(Locale.ROOT)));
    images = report.segmented() + report.wasDone();
    objects = report.objects();
    report.problem().ifPresent(this::endWith);
  }

  @Override
  protected void failed(String reason) {
    BatchFolderRun.failed(input, reason);
  }

  /**
   * What the keys ask for.
   *
   * @throws IllegalArgumentException if they do not go together or a folder is not given
   */
  FolderSegmentation segmentation() {
    SegmentSettings.requireExpert(expert, prompts.equals("none") && !roifiles);
    Set<ResultFormat> formats = formats();
    if (formats.isEmpty() && !table) {
      throw new IllegalArgumentException(
          "Nothing is to be made; set at least one of the keys labels, mask, rois, overlay and"
              + " table");
    }
    requireGiven("input", input, "the folder of the images");
    requireGiven("output", output, "the folder for the results");
    return new FolderSegmentation(
        new FolderImages(Path.of(input), recursive, new NameFilter(filter)),
        new ImageSegmentation(
            roifiles ? PromptSource.besideImage() : PromptSource.none(),
            new SegmentationRequest(ExpertChoice.parse(expert), search()),
            SliceRange.parse(slices.toLowerCase(Locale.ROOT)),
            channel),
        new FolderResults(Path.of(output), formats, table, overwrite));
  }

  private static void requireGiven(String key, String value, String meaning) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The key %s is missing: %s".formatted(key, meaning));
    }
  }

  private Search search() {
    return switch (prompts) {
      case "none" -> Search.TASK;
      case "everything" -> Search.EVERYTHING;
      default -> Search.TASK_OR_EVERYTHING;
    };
  }

  private Set<ResultFormat> formats() {
    Map<ResultFormat, Boolean> all =
        Map.of(
            ResultFormat.LABELS, labels,
            ResultFormat.MASK, mask,
            ResultFormat.ROIS, rois,
            ResultFormat.OVERLAY, overlay);
    return all.keySet().stream().filter(all::get).collect(Collectors.toSet());
  }
}
