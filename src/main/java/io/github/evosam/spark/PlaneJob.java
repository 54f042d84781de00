package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.result.ImageDocument;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * A big plane in which everything is looked for block by block, in a form that travels. All
 * machines see image, models and experts under the same paths.
 *
 * @param model what segments
 * @param task what is done, with the expert that was chosen for the image
 * @param file the image, absolute
 * @param sha256 of the file
 * @param plane index among the planes of interest
 */
record PlaneJob(FolderJob.Model model, FolderJob.Task task, String file, String sha256, int plane)
    implements Serializable {

  /** Searches a block, in a task: each layer on as many threads as the task has cores. */
  BlockObjects search(int block) {
    TaskContext context = TaskContext.get();
    ComputeThreads.use(context.cpus());
    PixelSource pixels = OpenPlane.of(this);
    return IdleSegmenters.with(
        model, segmenter -> BlockObjects.of(block, found(block, pixels, segmenter, context)));
  }

  private List<SegmentedObject> found(
      int block, PixelSource pixels, Segmenter segmenter, TaskContext context) {
    SegmentationRequest request = task.task().request();
    segmenter.use(request.expert());
    return segmenter.everythingInBlock(
        pixels, block, request.everythingOptions(), context::isInterrupted);
  }

  /**
   * Opens the plane.
   *
   * @throws io.github.evosam.EvoSamException if the file cannot be read, or is another one here
   */
  PixelSource open() {
    Path path = Path.of(file);
    if (!UsedFile.of(path).sha256().equals(sha256)) {
      throw new EngineException(
          "%s has changed, or is another file on another machine; have all machines see the same files"
              .formatted(file));
    }
    ImageSegmentation asked = task.task();
    ImageDocument image = ImageDocument.open(path, asked.range(), asked.channel());
    return image.plane(image.positions().get(plane));
  }
}
