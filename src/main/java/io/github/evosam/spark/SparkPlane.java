package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.EverythingInBlocks;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation.Watcher;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.result.ImageDocument;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Use case: everything in a big image on Apache Spark. The expert is chosen here, once; a task
 * searches a block, see {@link EverythingInBlocks}, and the objects are merged here, in the order
 * of the blocks, so the result is that of one process. A task that fails or dies is started anew by
 * Spark's rules ({@code spark.task.maxFailures}). Planes of a stack are searched one after the
 * other.
 *
 * @param task looks for everything, without prompts
 * @param model that segments, as tasks open it
 * @param master of the cluster, as {@code local[*]}; empty: as {@code spark-submit} says
 */
public record SparkPlane(ImageSegmentation task, FolderJob.Model model, Optional<String> master) {
  /**
   * Checks what can be known before an image is opened.
   *
   * @throws IllegalArgumentException if something else than everything is looked for, or nothing
   *     says which cluster
   */
  public SparkPlane {
    if (task.request().search() != Search.EVERYTHING) {
      throw new IllegalArgumentException(
          "Of one image, Spark shares out the search for everything only, not '%s'"
              .formatted(task.request().describe()));
    }
    Clusters.named(master);
  }

  /**
   * Segments an image; writes nothing. One that is small enough to be searched at once is searched
   * here, and a note says so.
   *
   * @param segmenter chooses the expert; the model that tasks open, too
   * @throws io.github.evosam.EvoSamException if a block could not be searched
   * @throws IllegalArgumentException as {@link ImageSegmentation#run}
   * @throws CancellationException if the watcher wants it to end
   */
  public SegmentedImage run(ImageDocument image, Segmenter segmenter, Watcher watcher) {
    if (!image.size().isBig()) {
      image.note(
          "%s: %s pixels are searched by this process, so Spark was not asked; it shares out images of more than 4 megapixels"
              .formatted(image.name(), image.size()));
      return task.run(image, segmenter, watcher);
    }
    return Clusters.leading(master, model, () -> led(image, segmenter, watcher));
  }

  private SegmentedImage led(ImageDocument image, Segmenter segmenter, Watcher watcher) {
    try (JavaSparkContext context = Clusters.connect(master)) {
      String sha256 = UsedFile.of(image.file()).sha256();
      return task.run(
          image,
          segmenter,
          watcher,
          (position, chosen, part) -> {
            PixelSource plane = image.plane(position);
            segmenter.setImage(plane); // refuses what one process would
            PlaneJob job =
                new PlaneJob(
                    model,
                    FolderJob.Task.of(task.request(), chosen, task.range(), task.channel()),
                    FolderJob.absolute(image.file()),
                    sha256,
                    image.positions().indexOf(position));
            return searched(context, job, plane.size(), part);
          });
    }
  }

  private List<SegmentedObject> searched(
      JavaSparkContext context, PlaneJob job, ImageSize size, Watcher watcher) {
    int blocks = EverythingInBlocks.count(size);
    try (OrderedTasks<Integer, FoundObjects> tasks =
        new OrderedTasks<>(
            context, job.file(), IntStream.range(0, blocks).iterator(), job::search)) {
      return EverythingInBlocks.merged(
          size,
          block -> {
            FoundObjects found = tasks.next(() -> requireGoingOn(watcher));
            watcher.progress((block + 1.0) / blocks);
            return found.objects();
          },
          task.request().everythingOptions().minAreaPixels(),
          () -> false);
    }
  }

  private static void requireGoingOn(Watcher watcher) {
    if (watcher.isCancelled()) {
      throw new CancellationException("Cancelled");
    }
  }
}
