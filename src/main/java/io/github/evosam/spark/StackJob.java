package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.IntensityRange;
import io.github.evosam.imagej.stack.StackDocument;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;

/**
 * A stack whose slices are searched one by one, in a form that travels. All machines see stack,
 * models and experts under the same paths.
 *
 * @param model what segments
 * @param task what is looked for, with the expert that was chosen for the stack
 * @param file the stack, absolute
 * @param ranges its intensities, by channel, measured once for all slices
 */
record StackJob(
    FolderJob.Model model,
    FolderJob.Task task,
    String file,
    HashMap<Integer, IntensityRange> ranges)
    implements Serializable {

  /**
   * A slice as the leading process has seen it.
   *
   * @param plane its index in the stack
   * @param hash of its pixels
   */
  record Slice(int plane, int hash) implements Serializable {
    static Slice of(int plane, PixelSource pixels) {
      int[] hash = {1};
      pixels.forEachStrip((strip, y) -> hash[0] = 31 * hash[0] + Arrays.hashCode(strip.values()));
      return new Slice(plane, hash[0]);
    }
  }

  /**
   * Searches a slice, in a task; reads no other where the file allows that.
   *
   * @throws io.github.evosam.EvoSamException if the file cannot be read, or the slice is another
   *     one here
   */
  FoundObjects search(Slice slice) {
    PixelSource pixels = OpenImage.of(this, StackJob::open).plane(slice.plane());
    if (!Slice.of(slice.plane(), pixels).equals(slice)) {
      throw PlaneJob.otherFile(file);
    }
    return IdleSegmenters.inTask(model, segmenter -> FoundObjects.of(found(pixels, segmenter)));
  }

  private List<SegmentedObject> found(PixelSource pixels, Segmenter segmenter) {
    TaskContext context = TaskContext.get();
    SegmentationRequest request = task.task().request();
    Optional<ChosenExpert> expert = segmenter.use(request.expert());
    segmenter.setImage(pixels);
    return request.find(
        segmenter,
        expert,
        Optional.empty(),
        share -> {
          if (context.isInterrupted()) {
            throw new CancellationException("Cancelled");
          }
        },
        () -> false);
  }

  private Planes open() {
    return new Planes(StackDocument.openBySlices(Path.of(file), task.task().range(), ranges));
  }

  /** The planes of a stack, which all threads may read. */
  private record Planes(StackDocument stack) {
    synchronized PixelSource plane(int plane) {
      return stack.plane(plane);
    }
  }
}
