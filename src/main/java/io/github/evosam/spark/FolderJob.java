package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.batch.SharedFolder;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

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
   * @param inputSide of the model, where its tensors do not tell it; else 0
   */
  public record Model(String home, String name, String device, int inputSide)
      implements Serializable {
    /** Models of the home, as this one is to be opened. */
    BaseModels models() {
      BaseModels all = new BaseModels(Path.of(home).resolve("models"));
      return inputSide == 0 ? all : all.atInputSide(inputSide);
    }
  }

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
   * @param channel 1..C, or {@link io.github.evosam.imagej.image.ShownChannel#AS_THE_FILE}
   */
  public record Task(
      String rois,
      SegmentationRequest.Search search,
      int pointsPerSide,
      String expert,
      String slices,
      int channel)
      implements Serializable {
    static Task of(ImageSegmentation task, Optional<Path> rois) {
      return new Task(
          rois.map(FolderJob::absolute).orElse(""),
          task.request().search(),
          task.request().pointsPerSide(),
          task.request().expert().toString(),
          task.range().toString(),
          task.channel());
    }

    /**
     * What is done with the parts of one image.
     *
     * @param chosen the expert that was chosen for it; empty for the base model as it is
     */
    static Task of(
        SegmentationRequest request, Optional<ChosenExpert> chosen, SliceRange range, int channel) {
      ExpertChoice expert =
          chosen.map(one -> ExpertChoice.parse(one.id())).orElse(ExpertChoice.NONE);
      SegmentationRequest asked =
          new SegmentationRequest(expert, request.search(), request.pointsPerSide());
      return of(
          new ImageSegmentation(PromptSource.none(), asked, range, channel), Optional.empty());
    }

    ImageSegmentation task() {
      return new ImageSegmentation(
          rois.isEmpty() ? PromptSource.besideImage() : PromptSource.roiFile(Path.of(rois)),
          new SegmentationRequest(ExpertChoice.parse(expert), search, pointsPerSide),
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

  static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
