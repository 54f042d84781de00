package io.github.evosam.lab.pretraining;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.lab.synthetic.SyntheticImage;
import io.github.evosam.lab.synthetic.SyntheticScenes;
import io.github.evosam.learning.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The stream of images that a base model is trained on: procedural scenes, some seen at a higher
 * zoom, and augmented real images.
 *
 * @param real real images with objects; may be empty
 * @param realShare share of real images in the stream, 0..1
 */
public record TrainingImages(List<LabelledPlane> real, double realShare) {
  private static final double MIN_ZOOM = 1.2;
  private static final double MAX_ZOOM = 3.2;

  /** Side of the largest scene that is painted for a crop, pixels. */
  private static final int LARGEST_SCENE = 640;

  private static final double OBLONG_SHARE = 0.2;
  private static final double SMALLEST_CROP = 0.35;

  /** Strongest enlargement; a small object is asked for at such a magnification. */
  private static final double MAX_ENLARGEMENT = 2;

  private static final double ENLARGED_SHARE = 0.4;
  private static final int MIN_OBJECT_PIXELS = 24;

  /** Freezes the list and checks the share. */
  public TrainingImages {
    real = List.copyOf(real);
    if (realShare < 0 || realShare > 1 || (realShare == 1 && real.isEmpty())) {
      throw new IllegalArgumentException(
          "The share of real images must lie in 0..1 with images to draw from, but is "
              + realShare);
    }
  }

  /**
   * Draws an image whose longest side is {@code side} and that shows at least one object; objects
   * are connected and hold at least {@value #MIN_OBJECT_PIXELS} pixels.
   *
   * @param zoomShare share of procedural images that are crops of larger scenes, 0..1
   */
  public LabelledPlane draw(int side, double zoomShare, RandomGenerator random) {
    while (true) {
      boolean drawReal = !real.isEmpty() && random.nextDouble() < realShare;
      LabelledPlane sample =
          drawReal ? drawReal(side, random) : drawSynthetic(side, zoomShare, random);
      LabelledPlane clean = new LabelledPlane(sample.plane(), connected(sample.labels()));
      if (clean.labels().maxLabel() > 0) {
        return clean;
      }
    }
  }

  private LabelledPlane drawReal(int side, RandomGenerator random) {
    LabelledPlane sample = real.get(random.nextInt(real.size()));
    double enlarged = side / MAX_ENLARGEMENT / sample.plane().size().longestSide();
    LabelledPlane crop =
        Augmentation.randomCrop(sample, Math.min(SMALLEST_CROP, enlarged), side, random);
    return Augmentation.intensity(
        Augmentation.turn(crop, random.nextInt(8)), Augmentation.Intensity.ANY, random);
  }

  private static LabelledPlane drawSynthetic(int side, double zoomShare, RandomGenerator random) {
    if (random.nextDouble() < zoomShare) {
      double zoom = MIN_ZOOM + (MAX_ZOOM - MIN_ZOOM) * random.nextDouble();
      int large = (int) Math.min(LARGEST_SCENE, side * zoom);
      SyntheticImage image = SyntheticScenes.sample(new ImageSize(large, large), random);
      LabelledPlane whole = new LabelledPlane(image.plane(), image.labels());
      double smallest = side / MAX_ENLARGEMENT / large;
      int region = (int) (large * Math.pow(smallest, random.nextDouble()));
      int x = random.nextInt(large - region + 1);
      int y = random.nextInt(large - region + 1);
      return Augmentation.crop(whole, x, y, new ImageSize(region, region), side);
    }
    int shorter = side;
    if (random.nextDouble() < OBLONG_SHARE) {
      shorter = (int) (side * (0.5 + 0.5 * random.nextDouble()));
    }
    boolean upright = random.nextBoolean();
    ImageSize size = new ImageSize(upright ? shorter : side, upright ? side : shorter);
    SyntheticImage image = SyntheticScenes.sample(size, random);
    return new LabelledPlane(image.plane(), image.labels());
  }

  /** Splits labels into connected objects and drops the smallest. */
  private static LabelMap connected(LabelMap labels) {
    List<Mask> objects = new ArrayList<>();
    for (Mask mask : labels.masks().values()) {
      for (Mask part : LabelMap.components(mask).masks().values()) {
        if (part.areaPixels() >= MIN_OBJECT_PIXELS) {
          objects.add(part);
        }
      }
    }
    return LabelMap.of(labels.size(), objects);
  }
}
