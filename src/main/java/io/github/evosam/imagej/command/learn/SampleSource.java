package io.github.evosam.imagej.command.learn;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.engine.learning.LearningException;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.RoiManagers;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.task.OpenTask;
import io.github.evosam.imagej.task.TaskReading;
import io.github.evosam.imagej.task.TaskThumbnail;
import io.github.evosam.imagej.task.ValidationChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where {@code EvoSAM Learn Task} gets images and objects from.
 *
 * @param source {@code folders}, {@code labels} for an open image with a label image or mask stack,
 *     {@code roimanager} for an open image with ROIs
 * @param images folder of the images; without {@code masks} one that holds both, as {@code images}
 *     and {@code masks}
 * @param masks folder of the masks, of equal names; may be empty
 * @param channel of the images in folders that is looked at, 1..C; 0 for the one that a file shows
 * @param input finds the open image; not asked where folders are learned from
 * @param labelimage title of the label image or mask stack
 * @param roifile file of ROIs ({@code .roi}, {@code .zip}) in place of the ROI Manager; empty for
 *     none
 */
record SampleSource(
    String source,
    String images,
    String masks,
    int channel,
    Supplier<ImagePlus> input,
    String labelimage,
    String roifile) {
  private static final int PROBLEMS_SHOWN = 5;

  /**
   * Checks that the source has what it needs.
   *
   * @throws IllegalArgumentException if a key is missing; names it
   */
  void requireComplete() {
    if (source.equals("folders") && images.isEmpty()) {
      throw new IllegalArgumentException(
          "source=folders needs the key images, a folder of images, and masks, a folder of masks of equal names");
    }
    if (source.equals("labels") && labelimage.isEmpty()) {
      throw new IllegalArgumentException(
          "source=labels needs the key labelimage, the title of an open label image or mask stack");
    }
  }

  /**
   * The task.
   *
   * @param name of the new expert
   * @param task what is segmented, in the trainer's words; may be empty
   * @throws IllegalArgumentException if what was given does not go together
   * @throws io.github.evosam.EvoSamException if something cannot be read; each input at fault is
   *     named, and nothing is learned from the rest
   */
  TaskDataset task(String name, String task, ValidationChoice validation) {
    List<TaskImage> taught = taught();
    List<TaskImage> judged =
        validation.folder().map(folder -> whole(TaskReading.of(folder, channel))).orElse(List.of());
    Optional<byte[]> thumbnail =
        taught.stream().findFirst().map(image -> TaskThumbnail.png(image.plane()));
    return new TaskDataset(name, task, taught, judged, validation.share(), thumbnail);
  }

  private List<TaskImage> taught() {
    return switch (source) {
      case "folders" -> whole(folders());
      case "labels" -> open().withLabels(CurrentImage.titled("labelimage", labelimage));
      default -> open().withRois(rois());
    };
  }

  private OpenTask open() {
    OpenTask task = new OpenTask(input.get());
    task.channelHint().ifPresent(SampleSource::note);
    return task;
  }

  private static void note(String note) {
    IJ.log("EvoSAM Learn Task: Warning: " + note);
  }

  private TaskReading folders() {
    return masks.isEmpty()
        ? TaskReading.of(Path.of(images), channel)
        : TaskReading.of(Path.of(images), Path.of(masks), channel);
  }

  private static List<TaskImage> whole(TaskReading reading) {
    reading.notes().forEach(SampleSource::note);
    List<TaskReading.Problem> problems = reading.problems();
    if (problems.isEmpty()) {
      return reading.images();
    }
    String shown =
        problems.stream()
            .limit(PROBLEMS_SHOWN)
            .map(TaskReading.Problem::reason)
            .collect(Collectors.joining("; "));
    int more = problems.size() - PROBLEMS_SHOWN;
    throw new LearningException(
        "Nothing was learned, since not all can be read: %s%s"
            .formatted(shown, more > 0 ? "; and %d more".formatted(more) : ""));
  }

  private List<Roi> rois() {
    if (!roifile.isEmpty()) {
      return RoiFiles.read(Path.of(roifile));
    }
    List<Roi> rois = RoiManagers.rois();
    if (rois.isEmpty()) {
      throw new IllegalArgumentException(
          "source=roimanager needs ROIs in the ROI Manager, but it is empty; outline the objects and"
              + " add them, or use roifile=FILE (without a screen there is no ROI Manager)");
    }
    return rois;
  }
}
