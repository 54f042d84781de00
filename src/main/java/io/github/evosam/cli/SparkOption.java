package io.github.evosam.cli;

import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.spark.FolderJob;
import io.github.evosam.spark.SparkFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that has a folder done by Apache Spark. */
final class SparkOption {
  @Option(
      names = "--spark",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "MASTER",
      description =
          "Of a folder: have it done by Apache Spark, on this master, as local[*], or on that of"
              + " spark-submit; see docs/spark.md.")
  private String master;

  /** Whether it was given. */
  boolean isGiven() {
    return master != null;
  }

  /**
   * Does a folder.
   *
   * @param rois the same ROI file for each image; empty: those beside the images
   * @throws EngineException if Spark is not there, or as {@link SparkFolder#run}
   */
  FolderReport run(FolderSegmentation folder, ModelOptions model, Optional<Path> rois) {
    String home = EvoSamHome.resolve().toAbsolutePath().toString();
    FolderJob.Model travelling =
        new FolderJob.Model(home, model.name(), model.device(), model.inputSide());
    Optional<String> given = Optional.of(master).filter(url -> !url.isBlank());
    try {
      return new SparkFolder(FolderJob.of(travelling, folder, rois), given).run();
    } catch (NoClassDefFoundError e) {
      throw new EngineException(
          "Apache Spark is not on the class path (%s); start by spark-submit, see docs/spark.md"
              .formatted(e.getMessage()),
          e);
    }
  }
}
