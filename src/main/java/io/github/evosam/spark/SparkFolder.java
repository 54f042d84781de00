package io.github.evosam.spark;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.ImageOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Use case: segments all images of a folder on Apache Spark. A task does a file, or several whose
 * results might be called alike. A task that dies with its machine is started anew elsewhere, by
 * Spark's rules ({@code spark.task.maxFailures}); a file that cannot be segmented is reported and
 * holds up no other. Started again, it does what is missing.
 *
 * @param job the work
 * @param master of the cluster, as {@code local[*]}; empty: as {@code spark-submit} says
 */
public record SparkFolder(FolderJob job, Optional<String> master) {
  /** Beyond this many, a task does several shares. */
  private static final int MOST_TASKS = 10_000;

  /**
   * Does all that is left to do.
   *
   * @throws IllegalArgumentException if nothing says which cluster, or there is no image
   * @throws io.github.evosam.EvoSamException if model, expert, images or results cannot be used
   */
  public FolderReport run() {
    requireUsable();
    try (JavaSparkContext context = Clusters.connect(master)) {
      return job.folder().lead((shares, done) -> distribute(context, shares, done));
    } finally {
      IdleSegmenters.close(job.model()); // of tasks in this process, as by local[*]
    }
  }

  /** What is wrong with model or expert is better known now than task by task. */
  private void requireUsable() {
    try (Segmenter segmenter = IdleSegmenters.open(job.model())) {
      ExpertChoice expert = job.folder().folder().task().request().expert();
      if (expert.kind() == ExpertChoice.Kind.NAMED) {
        segmenter.use(expert);
      }
    }
  }

  private Optional<String> distribute(
      JavaSparkContext context,
      List<List<Path>> files,
      BiConsumer<Integer, List<ImageOutcome>> done) {
    List<Share> shares =
        IntStream.range(0, files.size()).mapToObj(i -> Share.of(i, files.get(i))).toList();
    if (shares.isEmpty()) {
      return Optional.empty();
    }
    CollectionAccumulator<Share.Done> results = new CollectionAccumulator<>();
    context.sc().register(results, "images");
    FolderJob work = job; // the closure travels without this
    JavaRDD<Share> tasks = context.parallelize(shares, Math.min(shares.size(), MOST_TASKS));
    Optional<String> problem = Optional.empty();
    try {
      tasks.foreach(share -> results.add(share.run(work)));
    } catch (Exception e) { // Spark throws what Java does not see, as Scala declares none
      problem = Optional.of(reason(e));
    }
    // each task that ended well counts once, however often it was tried
    results.value().forEach(share -> done.accept(share.number(), share.outcomes()));
    return problem;
  }

  private static String reason(Exception e) {
    if (!(e instanceof SparkException) && e instanceof RuntimeException failure) {
      throw failure;
    }
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return "Spark gave up (%s); the same call goes on from there".formatted(first);
  }
}
