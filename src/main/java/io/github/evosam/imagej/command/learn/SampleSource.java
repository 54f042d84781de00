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
 * Gathers what {@code EvoSAM Learn Task} is to learn from.
 *
 * @param settings say where it is
 * @param input finds the open image; not asked where folders are learned from
 */
record SampleSource(LearnTaskSettings settings, Supplier<ImagePlus> input) {
  private static final int PROBLEMS_SHOWN = 5;

  /**
   * The task.
   *
   * @throws IllegalArgumentException if settings and data do not go together
   * @throws io.github.evosam.EvoSamException if something cannot be read; each input at fault is
   *     named, and nothing is learned from the rest
   */
  TaskDataset task() {
    settings.data().requireComplete();
    ValidationChoice validation = settings.advanced().validationChoice();
    List<TaskImage> images = images();
    List<TaskImage> judged =
        validation
            .folder()
            .map(folder -> whole(TaskReading.of(folder, settings.data().channel())))
            .orElse(List.of());
    Optional<byte[]> thumbnail =
        images.stream().findFirst().map(image -> TaskThumbnail.png(image.plane()));
    return new TaskDataset(
        settings.name(), settings.task(), images, judged, validation.share(), thumbnail);
  }

  private List<TaskImage> images() {
    LearnTaskSettings.Data data = settings.data();
    return switch (data.source()) {
      case "folders" -> whole(folders(data));
      case "labels" -> open().withLabels(CurrentImage.titled("labelimage", data.labelimage()));
      default -> open().withRois(rois(data));
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

  private static TaskReading folders(LearnTaskSettings.Data data) {
    Path images = Path.of(data.images().trim());
    return data.masks().isBlank()
        ? TaskReading.of(images, data.channel())
        : TaskReading.of(images, Path.of(data.masks().trim()), data.channel());
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

  private static List<Roi> rois(LearnTaskSettings.Data data) {
    if (!data.roifile().isBlank()) {
      return RoiFiles.read(Path.of(data.roifile().trim()));
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
