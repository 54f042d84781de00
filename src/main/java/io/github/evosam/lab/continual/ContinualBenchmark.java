package io.github.evosam.lab.continual;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.lab.TemporaryHome;
import java.nio.file.Path;

/**
 * Use case: teach the same tasks in the same order to several methods, and judge each of them on
 * all tasks so far after each task. The user's own experts play no part. Not safe for use by
 * several threads at once; closing it frees the model.
 */
public final class ContinualBenchmark implements AutoCloseable {
  private final TemporaryHome home;
  private final ExpertCatalogue catalogue;
  private final Segmenter segmenter;

  private ContinualBenchmark(TemporaryHome home, BaseModels models, String model, String device) {
    this.home = home;
    catalogue = new ExpertCatalogue(home.path());
    segmenter = ExpertLearning.open(models, model, device, catalogue).segmenter();
  }

  /**
   * Opens a model, with an empty library of its own.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device see {@link io.github.evosam.engine.model.ComputeDevice}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static ContinualBenchmark open(BaseModels models, String model, String device) {
    TemporaryHome home = TemporaryHome.create();
    try {
      return new ContinualBenchmark(home, models, model, device);
    } catch (RuntimeException e) {
      home.close();
      throw e;
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
    return ComputeThreads.during(1, () -> runOnOneThread(plan, output, listener));
  }

  /** Learning keeps the cores busy with threads of its own, and figures agree on all machines. */
  private ContinualReport runOnOneThread(
      ContinualPlan plan, Path output, LearningListener listener) {
    RunFolder folder = RunFolder.of(output, plan.identity(segmenter.reference().sha256()));
    MethodFactory methods = new MethodFactory(segmenter, catalogue, plan, folder);
    Judge judge = new Judge(segmenter, plan.tasks());
    ContinualReport report =
        new ContinualRun(plan, new Results(folder, plan), judge, methods, listener)
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
    home.close();
  }
}
