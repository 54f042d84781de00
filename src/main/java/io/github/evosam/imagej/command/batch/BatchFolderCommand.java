package io.github.evosam.imagej.command.batch;

import ij.WindowManager;
import io.github.evosam.imagej.batch.FolderReport;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Batch Folder} in Fiji. Field names are macro keys; see {@link BatchFolderSettings}
 * for what they mean. In plain ImageJ {@link BatchFolderPlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {
      @Menu(label = "Plugins"),
      @Menu(label = "EvoSAM"),
      @Menu(label = "EvoSAM Batch Folder")
    })
public final class BatchFolderCommand extends ContextCommand {
  private static final BatchFolderSettings USUAL = BatchFolderSettings.DEFAULT;

  @Parameter(
      label = "Folder of images",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String input = USUAL.folders().input();

  @Parameter(label = "Folders inside, too", persist = false)
  private boolean recursive = USUAL.folders().recursive();

  @Parameter(
      label = "Names that contain",
      description = "A text, or a pattern as *.tif; empty for every image file",
      required = false,
      persist = false)
  private String filter = USUAL.folders().filter();

  @Parameter(
      label = "Folder for results",
      style = FileWidget.DIRECTORY_STYLE,
      required = false,
      persist = false)
  private String output = USUAL.folders().output();

  @Parameter(
      label = "Make existing results anew",
      description = "Else what an earlier run has done is not done again",
      persist = false)
  private boolean overwrite = USUAL.folders().overwrite();

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = USUAL.search().model();

  @Parameter(
      label = "Expert",
      description = "auto for the one that fits each image, none, or an expert's name",
      persist = false)
  private String expert = USUAL.search().expert();

  @Parameter(
      label = "ROI files beside the images",
      description = "NAME.roi or NAME.zip beside NAME.tif shows the objects",
      persist = false)
  private boolean roifiles = USUAL.search().roifiles();

  @Parameter(
      label = "Without a ROI file",
      description = "none finds what the expert has learned; auto does so where one fits",
      choices = {"auto", "everything", "none"},
      persist = false)
  private String prompts = USUAL.search().prompts();

  @Parameter(label = "Slices", description = "all, N or A-B", persist = false)
  private String slices = USUAL.search().slices();

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  private String device = USUAL.search().device();

  @Parameter(label = "Label images", persist = false)
  private boolean labels = USUAL.outputs().labels();

  @Parameter(label = "Masks", persist = false)
  private boolean mask = USUAL.outputs().mask();

  @Parameter(label = "ROI files", persist = false)
  private boolean rois = USUAL.outputs().rois();

  @Parameter(label = "Pictures with objects", persist = false)
  private boolean overlay = USUAL.outputs().overlay();

  @Parameter(label = "One table of measurements", persist = false)
  private boolean table = USUAL.outputs().table();

  @Parameter(type = ItemIO.OUTPUT, label = "Images done")
  private int images;

  @Parameter(type = ItemIO.OUTPUT, label = "Number of objects")
  private int objects;

  @Override
  public void run() {
    BatchFolderRun run = BatchFolderRun.of(this::settings);
    if (!GraphicsEnvironment.isHeadless()) {
      WindowManager.setTempCurrentImage(null); // else this pool thread holds on to its first image
    }
    images = run.report().map(report -> report.segmented() + report.wasDone()).orElse(0);
    objects = run.report().map(FolderReport::objects).orElse(0);
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private BatchFolderSettings settings() {
    return new BatchFolderSettings(
        new BatchFolderSettings.Folders(input, recursive, filter, output, overwrite),
        new BatchFolderSettings.Search(model, device, expert, prompts, roifiles, slices),
        new BatchFolderSettings.Outputs(labels, mask, rois, overlay, table));
  }
}
