package io.github.evosam.imagej.task;

import ij.ImagePlus;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageNotes;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.ShownChannel;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An image file and the file with its mask or labels.
 *
 * @param image an image that {@link ImageFiles} opens
 * @param mask 0 background, otherwise foreground or object numbers
 * @param channel of the image that is looked at, 1..C, or {@link ShownChannel#AS_THE_FILE}
 */
public record LabelledFiles(Path image, Path mask, int channel) {
  /** The channel that the image's file shows. */
  public LabelledFiles(Path image, Path mask) {
    this(image, mask, ShownChannel.AS_THE_FILE);
  }

  /** The same files, of which another channel is looked at. */
  LabelledFiles inChannel(int other) {
    return new LabelledFiles(image, mask, other);
  }

  /** The image's file name without its ending. */
  public String name() {
    return ImageTitle.base(image.getFileName().toString());
  }

  /** As {@link #read(Consumer)}, for whom no note matters. */
  public List<LabelledPlane> read() {
    return read(note -> {});
  }

  /**
   * Reads both: one labelled plane per slice and frame, in {@link SliceRange}'s order.
   *
   * @param notes hears what a user should know of the files, sentences that name them
   * @throws ImageFileException if a file cannot be read, holds no image or no labels, or if the two
   *     differ in width, height or number of planes
   */
  public List<LabelledPlane> read(Consumer<String> notes) {
    ImagePlus pixels = ImageFiles.open(image);
    ShownChannel.turn(pixels, channel, image);
    ImagePlus objects = ImageFiles.open(mask);
    ImageFiles.requireSize(mask, size(objects), image, size(pixels));
    List<StackPosition> planes = SliceRange.ALL.positions(pixels);
    List<StackPosition> labels = SliceRange.ALL.positions(objects);
    if (planes.size() != labels.size()) {
      throw new ImageFileException(
          "The mask %s has %d planes, but the image %s has %d; give one mask plane per image plane"
              .formatted(mask, labels.size(), image, planes.size()));
    }
    PlaneSource source =
        ImageFiles.named(image, () -> PlaneSource.of(pixels, planes, Normalisation.PERCENTILES));
    List<LabelledPlane> all = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      StackPosition plane = planes.get(i);
      StackPosition label = labels.get(i);
      LabelMap map = ImageFiles.named(mask, () -> LabelReading.labels(objects, label));
      all.add(new LabelledPlane(ImageFiles.named(image, () -> source.plane(plane)), map));
      noteCoverage(map.foreground(), planes.size() > 1 ? ", plane " + (i + 1) + "," : "", notes);
    }
    ImageNotes.of(pixels).forEach(notes);
    ImageNotes.of(objects).forEach(notes);
    return all;
  }

  /** An empty plane of a stack is nothing to speak of. */
  private void noteCoverage(Mask foreground, String where, Consumer<String> notes) {
    if (where.isEmpty() || !foreground.isEmpty()) {
      ImageFiles.coverage(mask, foreground, where).ifPresent(notes);
    }
  }

  private static ImageSize size(ImagePlus image) {
    return new ImageSize(image.getWidth(), image.getHeight());
  }
}
