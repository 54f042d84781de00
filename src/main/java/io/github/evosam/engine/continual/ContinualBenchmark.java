package io.github.evosam.engine.continual;

import io.github.evosam.DurableFolder;
import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.EngineException;
import io.github.evosam.engine.ExpertCatalogue;
import io.github.evosam.engine.ExpertLearning;
import io.github.evosam.engine.LearningListener;
import io.github.evosam.engine.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Use case: teach the same tasks in the same order to several methods, and judge each of them on
 * all tasks so far after each task. The user's own experts play no part. Not safe for use by
 * several threads at once; closing it frees the model.
 */
public final class ContinualBenchmark implements AutoCloseable {
  private final Path library;
  private final ExpertCatalogue catalogue;
  private final Segmenter segmenter;

  private ContinualBenchmark(Path library, BaseModels models, String model, String device) {
    this.library = library;
    catalogue = new ExpertCatalogue(library);
    segmenter = ExpertLearning.open(models, model, device, catalogue).segmenter();
  }

  /**
   * Opens a model, with an empty library of its own.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device see {@link io.github.evosam.engine.ComputeDevice}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static ContinualBenchmark open(BaseModels models, String model, String device) {
    Path library = temporaryFolder();
    try {
      return new ContinualBenchmark(library, models, model, device);
    } catch (RuntimeException e) {
      delete(library);
      throw e;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("evosam-continual");
    } catch (IOException e) {
      throw new EngineException(
          "There is no room for a temporary expert library (%s); check the folder of temporary files"
              .formatted(e),
          e);
    }
  }

  private static void delete(Path folder) {
    try {
      DurableFolder.delete(folder);
    } catch (IOException e) {
      throw new EngineException(
          "The temporary expert library %s cannot be deleted (%s); delete it by hand"
              .formatted(folder, e),
          e);
    }
  }

  /** Name of the open model and its device. */
  public String modelName() {
    return segmenter.modelName() + " on " + segmenter.device();
  }

  /**
   * Runs the comparison, or what is left of it, and writes its tables: {@code continual.md}, {@code
   * matrix.csv} and {@code summary.csv}.
   *
   * @param output folder of the results, made if missing; results that are there are used again
   * @throws IllegalArgumentException if the folder holds results of another run, before anything is
   *     learned
   * @throws io.github.evosam.EvoSamException if a task cannot be learned or a file not be written
   */
  public ContinualReport run(ContinualPlan plan, Path output, LearningListener listener) {
    RunFolder folder = RunFolder.of(output, plan.identity(segmenter.reference().sha256()));
    Learners learners = new Learners(segmenter, catalogue, plan, folder);
    Judge judge = new Judge(segmenter, plan.tasks());
    ContinualReport report =
        new ContinualRun(plan, new Results(folder, plan), judge, learners, listener)
            .run(segmenter.modelName());
    ContinualTables tables = new ContinualTables(report);
    folder.writeText("continual.md", tables.markdown());
    folder.writeText("matrix.csv", tables.matrixCsv());
    folder.writeText("summary.csv", tables.summaryCsv());
    return report;
  }

  /** Frees the model and deletes the temporary library. */
  @Override
  public void close() {
    segmenter.close();
    delete(library);
  }
}
