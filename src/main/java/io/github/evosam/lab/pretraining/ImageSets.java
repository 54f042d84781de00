package io.github.evosam.lab.pretraining;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.lab.synthetic.SyntheticScenes;
import io.github.evosam.learning.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a training draws its images from: procedural scenes, and data sets of real images. A set is
 * drawn by the square root of its size, then an image of it, an object by the fourth root of its
 * area, and a window around it that shows it at any magnification.
 */
public final class ImageSets {
  /** Objects of fewer pixels, in an image or in what is shown of it, are not asked for. */
  static final int SMALLEST_OBJECT = 24;

  /** Sides of a scene, sides of what is shown of it. */
  private static final double LARGEST_SCENE = 2;

  private static final double SMALLEST_WINDOW = 0.25;
  private static final double LARGEST_WINDOW = 1.2;

  private final List<List<StoredImage>> sets = new ArrayList<>();
  private final double scenes;
  private double[] shares = new double[0];

  /** No sets yet; a share of the images will be procedural scenes. */
  public ImageSets(double scenes) {
    this.scenes = scenes;
  }

  /**
   * Adds a set; what shows no object is left out.
   *
   * @param samples are read one after the other and kept in a quarter of their memory
   */
  public void add(Stream<LabelledPlane> samples) {
    List<StoredImage> images = new ArrayList<>();
    samples.forEach(keepIn(images));
    if (!images.isEmpty()) {
      sets.add(images);
      shares = sets.stream().mapToDouble(set -> Math.sqrt(set.size())).toArray();
    }
  }

  private static Consumer<LabelledPlane> keepIn(List<StoredImage> images) {
    return sample -> {
      StoredImage image = new StoredImage(sample, SMALLEST_OBJECT);
      if (image.areas().length > 0) {
        images.add(image);
      }
    };
  }

  /** Number of images of all sets. */
  public int images() {
    return sets.stream().mapToInt(List::size).sum();
  }

  /** Number of sets. */
  public int size() {
    return sets.size();
  }

  /**
   * Draws a window with at least one object, its longest side scaled to {@code side}, turned,
   * mirrored and changed in intensity.
   */
  LabelledPlane draw(int side, RandomGenerator random) {
    while (true) {
      StoredImage image = random.nextDouble() < scenes ? scene(side, random) : real(random);
      if (image.areas().length == 0) {
        continue;
      }
      LabelledPlane window = window(image, random);
      LabelledPlane scaled = Augmentation.crop(window, 0, 0, window.plane().size(), side);
      if (showsObject(scaled.labels())) {
        LabelledPlane turned = Augmentation.turn(scaled, random.nextInt(8));
        return Augmentation.appearance(turned, random);
      }
    }
  }

  private StoredImage real(RandomGenerator random) {
    List<StoredImage> set = sets.get(Draws.index(shares, random));
    return set.get(random.nextInt(set.size()));
  }

  /** A scene as wide as what is to be shown or up to twice as wide, mostly no square. */
  private static StoredImage scene(int side, RandomGenerator random) {
    int width = (int) (side * Math.pow(LARGEST_SCENE, random.nextDouble()));
    int height = (int) (width * (0.6 + 0.4 * random.nextDouble()));
    ImageSize size = new ImageSize(width, height);
    return new StoredImage(SyntheticScenes.sample(size, random), SMALLEST_OBJECT);
  }

  private static boolean showsObject(LabelMap labels) {
    return labels.masks().values().stream().anyMatch(mask -> mask.areaPixels() >= SMALLEST_OBJECT);
  }

  private static LabelledPlane window(StoredImage image, RandomGenerator random) {
    double[] weights = new double[image.areas().length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.sqrt(Math.sqrt(image.areas()[k]));
    }
    int label = Draws.index(weights, random) + 1;
    int pixel = pixel(image, label, random.nextInt(image.areas()[label - 1]));
    ImageSize size = image.size();
    double share =
        SMALLEST_WINDOW * Math.pow(LARGEST_WINDOW / SMALLEST_WINDOW, random.nextDouble());
    int side = (int) Math.max(1, share * size.longestSide());
    ImageSize region = new ImageSize(Math.min(side, size.width()), Math.min(side, size.height()));
    int x = start(pixel % size.width(), region.width(), size.width(), random);
    int y = start(pixel / size.width(), region.height(), size.height(), random);
    return image.window(x, y, region);
  }

  /** Where a window that shows a pixel begins. */
  private static int start(int pixel, int length, int of, RandomGenerator random) {
    int start = pixel - (int) (random.nextDouble() * length);
    return Math.max(0, Math.min(of - length, start));
  }

  private static int pixel(StoredImage image, int label, int nth) {
    int left = nth;
    int i = 0;
    while (image.label(i) != label || left-- > 0) {
      i++;
    }
    return i;
  }
}
