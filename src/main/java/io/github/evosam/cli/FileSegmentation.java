package io.github.evosam.cli;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.result.StagedFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;

/**
 * What {@code segment} does with images that are named one by one: their results replace earlier
 * ones.
 *
 * @param task what is done with each image
 * @param formats what is written
 * @param output where to
 * @param warnings hears what a user should know of an image that was segmented
 * @param cancelled true ends the work; nothing of the image at hand is left then
 */
record FileSegmentation(
    ImageSegmentation task,
    List<ResultFormat> formats,
    Path output,
    Consumer<String> warnings,
    BooleanSupplier cancelled) {

  /** How an image is segmented, as {@link ImageSegmentation#run}. */
  @FunctionalInterface
  interface Work {
    /** Segments it; writes nothing. */
    SegmentedImage run(ImageDocument image, Segmenter segmenter, ImageSegmentation.Watcher watcher);
  }

  /**
   * Segments an image and writes its results, all of them or none.
   *
   * @param work the task, here or elsewhere
   * @throws io.github.evosam.EvoSamException if the image, the ROIs or the mask cannot be read, or
   *     a result not be written
   * @throws IllegalArgumentException if prompts or planes do not lie in the image, or no expert
   *     fits it where one is needed
   * @throws CancellationException if it was cancelled
   */
  ImageResult run(Path image, Segmenter segmenter, Work work) {
    try (ProgressBar bar = Progress.ofShare(image.getFileName().toString())) {
      ImageDocument document = ImageDocument.open(image, task.range(), task.channel());
      SegmentedImage found =
          work.run(
              document,
              segmenter,
              ImageSegmentation.Watcher.of(share -> Progress.step(bar, share), cancelled));
      found.notes().forEach(warnings);
      ImageResult result = ImageResult.of(image.toString(), found, write(found));
      bar.setExtraMessage(Progress.message(result.objects().size(), result.expert()));
      return result;
    }
  }

  private Map<ResultFormat, Path> write(SegmentedImage found) {
    try (StagedFolder stage = StagedFolder.in(output)) {
      Map<ResultFormat, Path> outputs = found.write(formats, stage.folder(), output, cancelled);
      stage.publish();
      return outputs;
    }
  }
}
