package io.github.evosam.engine;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.library.TaughtScale;
import io.github.evosam.sam.WorkingScale;
import java.util.List;

/**
 * The scale at which a task is looked at without a prompt: whole images, or tiles of a fixed side.
 *
 * @param tileSidePixels side of a tile, image pixels; 0: each image as a whole
 */
record TaskScale(int tileSidePixels) {
  /** Objects that are thinner in the model's input are missed. */
  private static final double WANTED_THICKNESS = 8;

  private static final double LARGEST_FACTOR = 2.5;

  /** A smaller gain is not worth several tiles. */
  private static final double LEAST_FACTOR = 1.05;

  /** Each image as a whole. */
  static final TaskScale WHOLE = new TaskScale(0);

  /**
   * The scale at which the objects of a task are thick enough for the model: between one and 2.5
   * times that of whole images.
   *
   * @param images of the task
   * @param inputSide side of the model's input, pixels
   */
  static TaskScale choose(List<LabelledPlane> images, int inputSide) {
    double thickness =
        images.stream()
            .mapToDouble(
                image -> ObjectThickness.of(image.labels()) * inputSide / longestSide(image))
            .average()
            .orElseThrow();
    double factor = Math.min(LARGEST_FACTOR, WANTED_THICKNESS / thickness);
    return factor < LEAST_FACTOR
        ? WHOLE
        : new TaskScale((int) Math.round(usualSide(images) / factor));
  }

  /** The scale for training, where one serves all images. */
  WorkingScale forTraining(List<LabelledPlane> images) {
    return new WorkingScale(tileSidePixels > 0 ? tileSidePixels : usualSide(images));
  }

  /** The scale for an image. */
  WorkingScale forImage(ImageSize image) {
    return tileSidePixels > 0 ? new WorkingScale(tileSidePixels) : WorkingScale.whole(image);
  }

  /** The longest side of the image in the middle of all, ordered by it. */
  private static int usualSide(List<LabelledPlane> images) {
    int[] sides = images.stream().mapToInt(TaskScale::longestSide).sorted().toArray();
    return sides[sides.length / 2];
  }

  private static int longestSide(LabelledPlane image) {
    return image.plane().size().longestSide();
  }

  /** The scale in the words of the library. */
  TaughtScale stored(int inputSide) {
    return new TaughtScale(1, tileSidePixels, inputSide);
  }

  /** The inverse of {@link #stored}: a tile of the scaled image, in pixels of the image. */
  static TaskScale of(TaughtScale stored) {
    return new TaskScale((int) Math.round(stored.tileSidePixels() / stored.magnification()));
  }
}
