package io.github.evosam.engine.expert;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.learning.DistanceTransform;
import java.util.BitSet;

/** How thick the objects of an image are. */
final class ObjectThickness {
  private ObjectThickness() {}

  /**
   * Mean thickness, pixels, each object weighted by its area: four times the mean distance of its
   * pixels from its edge, which is the width of a stripe.
   *
   * @throws IllegalArgumentException if there is no object
   */
  static double of(LabelMap labels) {
    double sum = 0;
    long pixels = 0;
    for (Mask object : labels.masks().values()) {
      sum += sumOfDistances(object);
      pixels += object.areaPixels();
    }
    if (pixels == 0) {
      throw new IllegalArgumentException("An image without an object has no thickness");
    }
    return 4 * sum / pixels;
  }

  /** Distances of an object's pixel centres from its edge, summed. */
  private static double sumOfDistances(Mask object) {
    BoxPrompt box = object.boundingBox().orElseThrow();
    int width = (int) box.width() + 2;
    ImageSize framed = new ImageSize(width, (int) box.height() + 2);
    BitSet background = new BitSet();
    background.set(0, Math.toIntExact(framed.area()));
    int columns = object.size().width();
    int left = (int) box.x0() - 1;
    int top = (int) box.y0() - 1;
    int[] pixels =
        object.toBitSet().stream()
            .map(i -> (i / columns - top) * width + i % columns - left)
            .toArray();
    for (int pixel : pixels) {
      background.clear(pixel);
    }
    double[] squared = DistanceTransform.squaredTo(Mask.of(framed, background));
    double sum = 0;
    for (int pixel : pixels) {
      // The edge lies half a pixel before the centre of the nearest pixel outside.
      sum += Math.sqrt(squared[pixel]) - 0.5;
    }
    return sum;
  }
}
