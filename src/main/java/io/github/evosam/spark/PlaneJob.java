package io.github.evosam.spark;

import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
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

  /** Searches a block, in a task. */
  FoundObjects search(int block) {
    PixelSource pixels = OpenImage.of(this, job -> new SharedPixels(job.open()));
    return IdleSegmenters.inTask(
        model, segmenter -> FoundObjects.of(found(block, pixels, segmenter)));
  }

  private List<SegmentedObject> found(int block, PixelSource pixels, Segmenter segmenter) {
    TaskContext context = TaskContext.get();
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
      throw otherFile(file);
    }
    ImageSegmentation asked = task.task();
    ImageDocument image = ImageDocument.open(path, asked.range(), asked.channel());
    return image.plane(image.positions().get(plane));
  }

  /** The refusal of a file that is not what the leading process has read. */
  static EngineException otherFile(String file) {
    return new EngineException(
        "%s has changed, or is another file on another machine; have all machines see the same files"
            .formatted(file));
  }
}
