package io.github.evosam.cli;

import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.stack.StackSegmentation;
import io.github.evosam.spark.FolderJob;
import io.github.evosam.spark.SparkFolder;
import io.github.evosam.spark.SparkPlane;
import io.github.evosam.spark.SparkStack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that has a folder, a big image or the slices of a stack done by Apache Spark. */
final class SparkOption {
  @Option(
      names = "--spark",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "MASTER",
      description =
          "Share the work out by Apache Spark, on this master, as local[*], or on that of"
              + " spark-submit; docs/spark.md says which work.")
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
    return withSpark(
        () -> new SparkFolder(FolderJob.of(travelling(model), folder, rois), given()).run());
  }

  /**
   * How one big image is done.
   *
   * @throws EngineException if Spark is not there
   * @throws IllegalArgumentException as {@link SparkPlane#SparkPlane}
   */
  FileSegmentation.Work plane(ImageSegmentation task, ModelOptions model) {
    return withSpark(() -> new SparkPlane(task, travelling(model), given())::run);
  }

  /**
   * How stacks are done.
   *
   * @throws EngineException if Spark is not there
   * @throws IllegalArgumentException as {@link SparkStack#SparkStack}
   */
  PropagateCommand.Work stack(StackSegmentation task, ModelOptions model) {
    return withSpark(() -> new SparkStack(task, travelling(model), given())::run);
  }

  private Optional<String> given() {
    return Optional.of(master).filter(url -> !url.isBlank());
  }

  private static FolderJob.Model travelling(ModelOptions model) {
    String home = EvoSamHome.resolve().toAbsolutePath().toString();
    return new FolderJob.Model(home, model.name(), model.device(), model.inputSide());
  }

  private static <T> T withSpark(Supplier<T> work) {
    try {
      return work.get();
    } catch (NoClassDefFoundError e) {
      throw new EngineException(
          "Apache Spark is not on the class path (%s); start by spark-submit, see docs/spark.md"
              .formatted(e.getMessage()),
          e);
    }
  }
}
