package io.github.evosam.engine.expert;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.library.TaughtScale;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.util.List;

/**
 * The scale at which a task is looked at without a prompt: whole images, or tiles of a fixed side.
 *
 * @param tileSidePixels side of a tile, image pixels; 0: each image as a whole
 * @param inputSide side of the model's input that an image or tile fills, pixels
 * @param imageSide longest side of a usual image of the task, pixels; 0: not known
 */
public record TaskScale(int tileSidePixels, int inputSide, int imageSide) {
  /** Objects that are thinner in the model's input, pixels, are missed, or found too coarsely. */
  private static final double WANTED_THICKNESS = 16;

  /** Images are few, and one of unusually thin objects is not to decide: one in so many may be. */
  private static final int THINNER_PART = 10;

  /** Beyond this size in the input, pixels of an image for each of its own, nothing new shows. */
  private static final double LARGEST_FACTOR = 2;

  /** Tiles of one image, at which looking at all of them takes an hour. */
  private static final long MOST_TILES = 100_000;

  /** A smaller gain is not worth several tiles. */
  private static final double LEAST_FACTOR = 1.3;

  /** A big image that is larger than usual ones by more is not one of them, but a scan of many. */
  private static final int LARGEST_ENLARGEMENT = 2;

  /** Input side at which experts are taught on a model that was trained at several sides. */
  private static final int TAUGHT_INPUT = 384;

  /** Each image as a whole, however large. */
  public static TaskScale whole(int inputSide) {
    return new TaskScale(0, inputSide, 0);
  }

  /** The input side at which experts of a model are taught, pixels. */
  public static int inputSide(SamModel model) {
    int own = model.config().inputSide();
    return model.takesTokens() ? own : Math.min(TAUGHT_INPUT, own);
  }

  /**
   * The scale at which the objects of a task are thick enough for the model: between whole images
   * and images enlarged twice.
   *
   * @param images of the task
   * @param inputSide side of the model's input, pixels
   */
  public static TaskScale choose(List<LabelledPlane> images, int inputSide) {
    double[] thicknesses =
        images.stream()
            .mapToDouble(
                image -> ObjectThickness.of(image.labels()) * inputSide / longestSide(image))
            .sorted()
            .toArray();
    double thickness = thicknesses[thicknesses.length / THINNER_PART];
    int side = usualSide(images);
    double largest = LARGEST_FACTOR * Math.max(1, (double) side / inputSide);
    double factor = Math.min(largest, WANTED_THICKNESS / thickness);
    int tile = factor < LEAST_FACTOR ? 0 : (int) Math.round(side / factor);
    return new TaskScale(tile, inputSide, side);
  }

  /** Whether images are looked at as a whole, not in tiles. */
  public boolean looksAtWholes() {
    return tileSidePixels == 0;
  }

  /** The model at the input side of this scale. */
  public SamModel model(SamModel model) {
    return model.atInputSide(inputSide);
  }

  /** The scale for training, where one serves all images. */
  public WorkingScale forTraining(List<LabelledPlane> images) {
    return tileSidePixels > 0
        ? new WorkingScale(tileSidePixels)
        : WorkingScale.whole(usualSide(images));
  }

  /**
   * What judges a state of a task's training now and then: as in use, but that tiles are looked at
   * once. Of whole images, which are one tile each, the mirrored view is worth its time: without it
   * another state may seem best than is best in use.
   *
   * @param model at its own input side
   * @param task the state's prompt
   * @param training images of the task
   */
  public TaskPredictor judge(SamModel model, TaskPrompt task, List<LabelledPlane> training) {
    return new TaskPredictor(model(model), task, forTraining(training), looksAtWholes());
  }

  /** The scale for an image. Of a big one, tiles are as large as usual images are as a whole. */
  WorkingScale forImage(ImageSize image) {
    if (tileSidePixels > 0) {
      requireFewTiles(image);
      return new WorkingScale(tileSidePixels);
    }
    boolean isScan =
        image.isBig() && imageSide > 0 && image.longestSide() > LARGEST_ENLARGEMENT * imageSide;
    return isScan ? WorkingScale.whole(imageSide) : WorkingScale.whole(image);
  }

  private void requireFewTiles(ImageSize image) {
    long columns = image.width() / tileSidePixels + 1L;
    long rows = image.height() / tileSidePixels + 1L;
    if (columns * rows > MOST_TILES) {
      throw new IllegalArgumentException(
          "The expert was taught on tiles of %d pixels, so an image of %s would take %d of them, more than %d; crop the image or choose another expert"
              .formatted(tileSidePixels, image, columns * rows, MOST_TILES));
    }
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
  public TaughtScale stored() {
    return new TaughtScale(1, tileSidePixels, inputSide, imageSide);
  }

  /** The inverse of {@link #stored}: a tile of the scaled image, in pixels of the image. */
  static TaskScale of(TaughtScale stored) {
    return new TaskScale(
        (int) Math.round(stored.tileSidePixels() / stored.magnification()),
        stored.inputSidePixels(),
        stored.imageSidePixels());
  }
}
