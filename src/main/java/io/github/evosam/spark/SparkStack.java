package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.propagation.Span;
import io.github.evosam.imagej.image.ShownChannel;
import io.github.evosam.imagej.stack.StackDocument;
import io.github.evosam.imagej.stack.StackSegmentation;
import io.github.evosam.imagej.stack.StackTask;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Use case: the objects of a stack on Apache Spark. The expert is chosen here, once; a task
 * searches a slice, and what is found is linked and written here, in the order of the slices, so
 * the results are those of one process. A task that fails or dies is started anew by Spark's rules
 * ({@code spark.task.maxFailures}).
 *
 * @param task looks for objects that nothing shows
 * @param model that segments, as tasks open it
 * @param master of the cluster, as {@code local[*]}; empty: as {@code spark-submit} says
 */
public record SparkStack(StackSegmentation task, FolderJob.Model model, Optional<String> master) {
  /**
   * Checks what can be known before a stack is opened.
   *
   * @throws IllegalArgumentException if objects are to be followed from where they are shown, or
   *     nothing says which cluster
   */
  public SparkStack {
    if (task.shown().isAnything()) {
      throw new IllegalArgumentException(
          "Objects that are shown are followed from one slice to the next, so their slices cannot be searched at the same time; leave out --spark, or have objects found on each slice (--everything, or an expert without prompts)");
    }
    Clusters.named(master);
  }

  /**
   * Does it, as {@link StackSegmentation#run}.
   *
   * @param segmenter chooses the expert; the model that tasks open, too
   * @throws io.github.evosam.EvoSamException if a slice could not be searched, or as there
   */
  public StackSegmentation.Done run(
      Path file,
      Segmenter segmenter,
      Path output,
      Consumer<String> notes,
      DoubleConsumer progress) {
    StackDocument stack = StackDocument.openBySlices(file, task.range());
    stack.notes().forEach(notes);
    return Clusters.leading(
        master, model, () -> task.link(stack, segmenter, output, progress, searching(segmenter)));
  }

  private StackSegmentation.Searching searching(Segmenter segmenter) {
    return (stack, request, chosen) -> {
      segmenter.setImage(stack.plane(stack.span().first())); // refuses what one process would
      StackJob job = job(stack, request, chosen);
      return new Slices(Clusters.connect(master), job, stack);
    };
  }

  private StackJob job(
      StackDocument stack, SegmentationRequest request, Optional<ChosenExpert> chosen) {
    return new StackJob(
        model,
        FolderJob.Task.of(request, chosen, task.range(), ShownChannel.AS_THE_FILE),
        FolderJob.absolute(stack.file()),
        new HashMap<>(stack.ranges()));
  }

  /** The slices, searched by tasks. */
  private static final class Slices implements StackTask.PlaneSearch {
    private final JavaSparkContext context;
    private final OrderedTasks<StackJob.Slice, FoundObjects> tasks;

    Slices(JavaSparkContext context, StackJob job, StackDocument stack) {
      this.context = context;
      Span span = stack.span();
      tasks =
          new OrderedTasks<>(
              context,
              job.file(),
              IntStream.rangeClosed(span.first(), span.last())
                  .mapToObj(plane -> StackJob.Slice.of(plane, stack.plane(plane)))
                  .iterator(),
              job::search);
    }

    @Override
    public List<SegmentedObject> objects(int plane, DoubleConsumer progress) {
      return tasks.next(() -> progress.accept(0)).objects();
    }

    @Override
    public void close() {
      tasks.close();
      context.close();
    }
  }
}
