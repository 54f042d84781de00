package io.github.evosam.spark;

import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EngineException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Which Spark does the work. */
final class Clusters {
  private static final String MASTER = "spark.master";

  private Clusters() {}

  /**
   * Says which, without asking it.
   *
   * @param master as {@code local[*]}; empty: as {@code spark-submit} says
   * @throws IllegalArgumentException if nothing says which
   */
  static SparkConf named(Optional<String> master) {
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "EvoSAM");
    master.ifPresent(url -> conf.set(MASTER, url));
    if (!conf.contains(MASTER)) {
      throw new IllegalArgumentException(
          "Nothing says which Spark to use; start by spark-submit, or name one, as local[*]");
    }
    return conf;
  }

  /**
   * Leads work on one image, with as many threads for a layer of the network as tasks have, so that
   * it is told as it was done; closes the models and the image of tasks in this process.
   */
  static <T> T leading(Optional<String> master, FolderJob.Model model, Supplier<T> work) {
    try {
      return ComputeThreads.during(named(master).getInt("spark.task.cpus", 1), work);
    } finally {
      OpenImage.close();
      IdleSegmenters.close(model);
    }
  }

  /**
   * Connects to it, as {@link #named}; the caller closes the connection.
   *
   * @throws EngineException if it cannot be used; one sentence says why
   */
  static JavaSparkContext connect(Optional<String> master) {
    SparkConf conf = named(master);
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) { // Scala does not declare what it throws
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new EngineException(
          "Spark at '%s' cannot be used (%s); check --spark, and that the cluster runs"
              .formatted(conf.get("spark.master"), reason),
          e);
    }
  }
}
