package io.github.evosam.learning;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws variations of a task's training images, each of which fills the model's input: scale,
 * place, flips and quarter turns, intensity. Of images that are looked at as a whole left and right
 * are exchanged only.
 *
 * @param images with their true objects, none without
 * @param scales of the images where they come from several tasks; empty: one scale serves them all
 * @param inputSide side of the model's input, pixels
 */
public record ExpertSamples(List<LabelledPlane> images, List<WorkingScale> scales, int inputSide) {
  /** Objects smaller than this in the model's input teach nothing. */
  private static final int MIN_OBJECT_PIXELS = 24;

  private static final double MIN_SCALE = 0.8;
  private static final double MAX_SCALE = 1.25;
  private static final int ATTEMPTS = 20;

  /**
   * One variation.
   *
   * @param image of {@code inputSide × inputSide} pixels
   * @param objects connected, at least one, in that frame
   */
  public record Sample(LabelledPlane image, List<Mask> objects) {
    /** Everything that belongs to the task. */
    Mask foreground() {
      return image.labels().foreground();
    }
  }

  /** Freezes the lists. */
  public ExpertSamples {
    images = List.copyOf(images);
    scales = List.copyOf(scales);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("A task needs at least one training image");
    }
    if (!scales.isEmpty() && scales.size() != images.size()) {
      throw new IllegalArgumentException(
          "%d images came with %d scales; give one for each, or none"
              .formatted(images.size(), scales.size()));
    }
  }

  /** Images of one task. */
  public ExpertSamples(List<LabelledPlane> images, int inputSide) {
    this(images, List.of(), inputSide);
  }

  /** The scale of an image, which is the usual one unless it has its own. */
  WorkingScale scale(int image, WorkingScale usual) {
    return scales.isEmpty() ? usual : scales.get(image);
  }

  /**
   * Draws a variation of one image. Where its objects are too small to teach anything at a scale,
   * it is looked at larger.
   *
   * @param scale tile that fills the input; the larger the tile, the smaller its content
   * @throws IllegalArgumentException if the image shows no object
   */
  public Sample draw(int image, WorkingScale scale, RandomGenerator random) {
    for (int side = scale.tileSide(); side > 0; side /= 2) {
      Optional<Sample> drawn = tryDraw(image, new WorkingScale(side, scale.isWhole()), random);
      if (drawn.isPresent()) {
        return drawn.get();
      }
    }
    throw new IllegalArgumentException(
        "Training image %d shows no object; leave it out".formatted(image + 1));
  }

  private Optional<Sample> tryDraw(int number, WorkingScale scale, RandomGenerator random) {
    LabelledPlane image = images.get(number);
    int[] marked = {};
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt == 1) {
        marked = image.labels().foreground().toBitSet().stream().toArray();
      }
      Window window = window(image.plane().size(), scale, marked, random);
      int turn = random.nextInt(scale.isWhole() ? 2 : 8);
      if (!objects(window.labels(image.labels(), inputSide)).isEmpty()) {
        return Optional.of(sample(Augmentation.turn(window.of(image, inputSide), turn), random));
      }
    }
    return Optional.empty();
  }

  private static Sample sample(LabelledPlane tile, RandomGenerator random) {
    return new Sample(
        Augmentation.intensity(tile, Augmentation.Intensity.ONE_TASK, random),
        objects(tile.labels()));
  }

  /**
   * A square of an image.
   *
   * @param x left edge, pixels
   * @param y upper edge, pixels
   * @param side pixels; may reach over the image
   */
  private record Window(int x, int y, int side) {
    LabelledPlane of(LabelledPlane image, int inputSide) {
      return Augmentation.crop(image, x, y, new ImageSize(side, side), inputSide);
    }

    LabelMap labels(LabelMap image, int inputSide) {
      return Augmentation.labels(image, x, y, new ImageSize(side, side), inputSide);
    }
  }

  /**
   * Anywhere, or about one of some pixels.
   *
   * @param pixels of objects that are so rare that a window anywhere showed none; may be empty
   */
  private static Window window(
      ImageSize size, WorkingScale scale, int[] pixels, RandomGenerator random) {
    double share = MIN_SCALE + (MAX_SCALE - MIN_SCALE) * random.nextDouble();
    int side = Math.max(1, (int) Math.round(scale.tileSide() * share));
    int x = offset(size.width(), side, random);
    int y = offset(size.height(), side, random);
    if (pixels.length > 0) {
      int pixel = pixels[random.nextInt(pixels.length)];
      x = about(pixel % size.width(), size.width(), side, random);
      y = about(pixel / size.width(), size.height(), side, random);
    }
    return new Window(x, y, side);
  }

  /** Anywhere inside the image, or, for a tile that is longer, anywhere that holds all of it. */
  private static int offset(int length, int side, RandomGenerator random) {
    int room = Math.abs(length - side);
    int drawn = random.nextInt(room + 1);
    return length >= side ? drawn : -drawn;
  }

  /** Where a tile that holds a place begins, inside the image if it is not longer. */
  private static int about(int place, int length, int side, RandomGenerator random) {
    int drawn = place - random.nextInt(side);
    return length >= side
        ? Math.max(0, Math.min(length - side, drawn))
        : offset(length, side, random);
  }

  private static List<Mask> objects(LabelMap labels) {
    List<Mask> objects = new ArrayList<>();
    for (Mask mask : labels.masks().values()) {
      for (Mask part : LabelMap.components(mask).masks().values()) {
        if (part.areaPixels() >= MIN_OBJECT_PIXELS) {
          objects.add(part);
        }
      }
    }
    return objects;
  }
}
