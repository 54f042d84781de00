package io.github.evosam.spark;

import io.github.evosam.FailureReason;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.EverythingInBlocks;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation.Watcher;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ImageDocument;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

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
  private static final long POLL_MILLIS = 100;

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
          "%s: %s pixels are searched at once, so Spark was not asked; it shares out images of more than 4 megapixels"
              .formatted(image.name(), image.size()));
      return task.run(image, segmenter, watcher);
    }
    try (JavaSparkContext context = Clusters.connect(master)) {
      String sha256 = UsedFile.of(image.file()).sha256();
      return task.run(
          image,
          segmenter,
          watcher,
          (position, chosen, part) -> {
            PixelSource plane = image.plane(position);
            segmenter.setImage(plane); // refuses what one process would
            PlaneJob job = job(image, sha256, position, chosen);
            return merged(plane, new Run(context, job, part).blocks(plane));
          });
    } finally {
      OpenPlane.close(); // of tasks in this process, as by local[*]
      IdleSegmenters.close(model);
    }
  }

  private PlaneJob job(
      ImageDocument image, String sha256, StackPosition position, Optional<ChosenExpert> chosen) {
    ExpertChoice expert = chosen.map(one -> ExpertChoice.parse(one.id())).orElse(ExpertChoice.NONE);
    SegmentationRequest request =
        new SegmentationRequest(expert, Search.EVERYTHING, task.request().pointsPerSide());
    ImageSegmentation asked =
        new ImageSegmentation(PromptSource.none(), request, task.range(), task.channel());
    return new PlaneJob(
        model,
        FolderJob.Task.of(asked, Optional.empty()),
        image.file().toAbsolutePath().normalize().toString(),
        sha256,
        image.positions().indexOf(position));
  }

  private List<SegmentedObject> merged(PixelSource plane, List<BlockObjects> found) {
    BlockObjects[] byNumber = new BlockObjects[found.size()];
    found.forEach(objects -> byNumber[objects.block()] = objects);
    return EverythingInBlocks.merged(
        plane.size(),
        block -> byNumber[block].objects(),
        task.request().everythingOptions().minAreaPixels(),
        () -> false);
  }

  /** The search of a plane. */
  private record Run(JavaSparkContext context, PlaneJob job, Watcher watcher) {
    List<BlockObjects> blocks(PixelSource plane) {
      List<Integer> blocks =
          IntStream.range(0, EverythingInBlocks.count(plane.size())).boxed().toList();
      PlaneJob work = job; // the closure travels without this
      JavaFutureAction<List<BlockObjects>> running =
          context.parallelize(blocks, blocks.size()).map(work::search).collectAsync();
      while (true) {
        if (watcher.isCancelled()) {
          running.cancel(true);
          throw new CancellationException("Cancelled");
        }
        try {
          return running.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          watcher.progress((double) blocksDone(running) / blocks.size());
        } catch (InterruptedException e) {
          running.cancel(true);
          Thread.currentThread().interrupt();
          throw new CancellationException("Interrupted");
        } catch (ExecutionException e) {
          throw failure(e.getCause());
        }
      }
    }

    private int blocksDone(JavaFutureAction<?> running) {
      JavaSparkStatusTracker tracker = context.statusTracker();
      return running.jobIds().stream()
          .map(tracker::getJobInfo)
          .filter(known -> known != null)
          .flatMapToInt(known -> IntStream.of(known.stageIds()))
          .mapToObj(tracker::getStageInfo)
          .filter(known -> known != null)
          .mapToInt(SparkStageInfo::numCompletedTasks)
          .sum();
    }

    /** Spark's message goes over many lines; what a task threw is its cause. */
    private RuntimeException failure(Throwable thrown) {
      if (watcher.isCancelled()) {
        return new CancellationException("Cancelled"); // at Ctrl-C Spark ends by itself
      }
      Throwable cause = thrown;
      while (cause instanceof SparkException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason =
          cause instanceof SparkException
              ? String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
              : FailureReason.of(cause);
      return new EngineException(
          "Spark gave up on %s, of which nothing was written (%s); mend that, then start it anew"
              .formatted(job.file(), reason),
          thrown);
    }
  }
}
