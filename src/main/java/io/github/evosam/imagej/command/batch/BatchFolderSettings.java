package io.github.evosam.imagej.command.batch;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.command.segment.SegmentSettings;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What {@code EvoSAM Batch Folder} is asked to do. The component names are the macro keys, see
 * {@link BatchFolderCommand}.
 *
 * @param folders where images lie and results go
 * @param search what is looked for
 * @param outputs what is written
 */
public record BatchFolderSettings(Folders folders, Search search, Outputs outputs) {
  /**
   * Where images lie and results go.
   *
   * @param input folder of the images
   * @param recursive whether the folders inside count, too
   * @param filter which names count, see {@link NameFilter}
   * @param output folder of the results
   * @param overwrite whether results that are there already are made anew
   */
  public record Folders(
      String input, boolean recursive, String filter, String output, boolean overwrite) {
    private void requireGiven() {
      requireGiven("input", input, "the folder of the images");
      requireGiven("output", output, "the folder for the results");
    }

    private static void requireGiven(String key, String value, String meaning) {
      if (value.isBlank()) {
        throw new IllegalArgumentException("The key %s is missing: %s".formatted(key, meaning));
      }
    }
  }

  /**
   * What is looked for.
   *
   * @param model name of a base model, or a checkpoint file
   * @param device {@code auto}, {@code cpu} or {@code gpuN}
   * @param expert {@code auto} for the one that fits each image, {@code none}, or an expert's name
   * @param prompts what is looked for in an image without a ROI file: {@code none} for all objects
   *     of the expert's task, {@code everything}, or {@code auto} for the task where an expert fits
   *     and everything elsewhere
   * @param roifiles whether the ROI file beside an image shows its objects, if there is one
   * @param slices {@code all}, {@code N} or {@code A-B}
   * @param channel that is looked at, 1..C; 0 for the one that a file shows
   */
  public record Search(
      String model,
      String device,
      String expert,
      String prompts,
      boolean roifiles,
      String slices,
      int channel) {
    /** Checks that they go together. */
    public Search {
      SegmentSettings.requireExpert(expert, prompts.equals("none") && !roifiles);
    }

    private ImageSegmentation task() {
      SegmentationRequest.Search search =
          switch (prompts) {
            case "none" -> SegmentationRequest.Search.TASK;
            case "everything" -> SegmentationRequest.Search.EVERYTHING;
            default -> SegmentationRequest.Search.TASK_OR_EVERYTHING;
          };
      return new ImageSegmentation(
          roifiles ? PromptSource.besideImage() : PromptSource.none(),
          new SegmentationRequest(ExpertChoice.parse(expert), search),
          SliceRange.parse(slices),
          channel);
    }
  }

  /**
   * What is written.
   *
   * @param labels a label image for each image
   * @param mask a mask for each image
   * @param rois a file of ROIs for each image
   * @param overlay a picture of each plane with its objects
   * @param table one table of measurements of all images
   */
  public record Outputs(
      boolean labels, boolean mask, boolean rois, boolean overlay, boolean table) {
    /** Checks that there is something to do. */
    public Outputs {
      if (!labels && !mask && !rois && !overlay && !table) {
        throw new IllegalArgumentException(
            "Nothing is to be made; set at least one of the keys labels, mask, rois, overlay and"
                + " table");
      }
    }

    private Set<ResultFormat> formats() {
      Set<ResultFormat> formats = EnumSet.noneOf(ResultFormat.class);
      add(formats, labels, ResultFormat.LABELS);
      add(formats, mask, ResultFormat.MASK);
      add(formats, rois, ResultFormat.ROIS);
      add(formats, overlay, ResultFormat.OVERLAY);
      return formats;
    }

    private static void add(Set<ResultFormat> formats, boolean isAsked, ResultFormat format) {
      if (isAsked) {
        formats.add(format);
      }
    }
  }

  /**
   * The same for the use case.
   *
   * @throws IllegalArgumentException if a folder is not given or a value is not possible
   */
  FolderSegmentation segmentation() {
    folders.requireGiven();
    return new FolderSegmentation(
        new FolderImages(Path.of(folders.input), folders.recursive, new NameFilter(folders.filter)),
        search.task(),
        new FolderResults(
            Path.of(folders.output), outputs.formats(), outputs.table, folders.overwrite));
  }
}
