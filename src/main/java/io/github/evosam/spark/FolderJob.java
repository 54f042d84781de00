package io.github.evosam.spark;

import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.batch.SharedFolder;
import io.github.evosam.imagej.batch.Unprompted;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A folder that is segmented on Spark, in a form that travels. All machines see images, results,
 * models and experts under the same paths.
 *
 * @param model what segments
 * @param images which files
 * @param task what is done with each
 * @param results what is written
 */
public record FolderJob(Model model, Images images, Task task, Results results)
    implements Serializable {

  /**
   * What segments.
   *
   * @param home folder of models and experts, absolute
   * @param name of the model, or its file
   * @param device {@code auto}, {@code cpu} or {@code gpuN}
   */
  public record Model(String home, String name, String device) implements Serializable {}

  /** As {@link FolderImages}; the folder is absolute. */
  public record Images(String folder, boolean recursive, String filter) implements Serializable {
    static Images of(FolderImages images) {
      return new Images(absolute(images.folder()), images.recursive(), images.filter().text());
    }

    FolderImages images() {
      return new FolderImages(Path.of(folder), recursive, new NameFilter(filter));
    }
  }

  /**
   * As {@link ImageSegmentation}.
   *
   * @param rois the same ROI file for each image, absolute; empty: those beside the images
   * @param pointsPerSide 0 for what suits the model
   */
  public record Task(
      String rois,
      Unprompted.Kind unprompted,
      int pointsPerSide,
      String expert,
      String slices,
      int channel)
      implements Serializable {
    static Task of(ImageSegmentation task, Optional<Path> rois) {
      return new Task(
          rois.map(FolderJob::absolute).orElse(""),
          task.unprompted().kind(),
          task.unprompted().pointsPerSide().orElse(0),
          task.expert().toString(),
          task.range().toString(),
          task.channel());
    }

    ImageSegmentation task() {
      OptionalInt points = pointsPerSide == 0 ? OptionalInt.empty() : OptionalInt.of(pointsPerSide);
      return new ImageSegmentation(
          rois.isEmpty() ? PromptSource.besideImage() : PromptSource.roiFile(Path.of(rois)),
          new Unprompted(unprompted, points),
          ExpertChoice.parse(expert),
          SliceRange.parse(slices),
          channel);
    }
  }

  /** As {@link FolderResults}; the folder is absolute. */
  public record Results(
      String folder, EnumSet<ResultFormat> formats, boolean measured, boolean overwrite)
      implements Serializable {
    static Results of(FolderResults results) {
      EnumSet<ResultFormat> formats = EnumSet.noneOf(ResultFormat.class);
      formats.addAll(results.formats());
      return new Results(
          absolute(results.folder()), formats, results.measured(), results.overwrite());
    }

    FolderResults results() {
      return new FolderResults(Path.of(folder), formats, measured, overwrite);
    }
  }

  /**
   * A job that does what one process would.
   *
   * @param asked with prompts of ROI files, if any
   * @param rois the same ROI file for each image; empty: those beside the images
   */
  public static FolderJob of(Model model, FolderSegmentation asked, Optional<Path> rois) {
    return new FolderJob(
        model, Images.of(asked.images()), Task.of(asked.task(), rois), Results.of(asked.results()));
  }

  /** The work, on the machine where it arrived. */
  SharedFolder folder() {
    return new SharedFolder(
        new FolderSegmentation(images.images(), task.task(), results.results()));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
