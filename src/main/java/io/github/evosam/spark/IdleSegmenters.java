package io.github.evosam.spark;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.ComputeThreads;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.spark.TaskContext;

/**
 * The open models of a process, kept from one task to the next: as many are opened as there are
 * tasks at the same time. An executor has no other place for what outlives a task; they go when it
 * ends.
 */
final class IdleSegmenters {
  private static final Map<FolderJob.Model, Queue<Segmenter>> IDLE = new ConcurrentHashMap<>();

  private IdleSegmenters() {}

  /** As {@link #with}, in a task: each layer of the network on as many threads as it has cores. */
  static <T> T inTask(FolderJob.Model model, Function<Segmenter, T> work) {
    ComputeThreads.use(TaskContext.get().cpus());
    return with(model, work);
  }

  /**
   * Works with an open model that nobody else works with meanwhile.
   *
   * @throws io.github.evosam.EvoSamException if the model cannot be opened
   */
  static <T> T with(FolderJob.Model model, Function<Segmenter, T> work) {
    Queue<Segmenter> idle = IDLE.computeIfAbsent(model, key -> new ConcurrentLinkedQueue<>());
    Segmenter kept = idle.poll();
    Segmenter segmenter = kept == null ? open(model) : kept;
    try {
      T result = work.apply(segmenter);
      idle.add(segmenter);
      if (IDLE.get(model) != idle && idle.remove(segmenter)) {
        segmenter.close(); // all were closed meanwhile
      }
      return result;
    } catch (RuntimeException | Error e) {
      segmenter.close(); // its state is not known any more
      throw e;
    }
  }

  /** Opens a model with the experts of its home. */
  static Segmenter open(FolderJob.Model model) {
    return Segmenter.open(
        model.models(), model.name(), model.device(), new ExpertCatalogue(Path.of(model.home())));
  }

  /** Closes those that nobody works with. */
  static void close(FolderJob.Model model) {
    Queue<Segmenter> idle = IDLE.remove(model);
    if (idle != null) {
      idle.forEach(Segmenter::close);
    }
  }
}
