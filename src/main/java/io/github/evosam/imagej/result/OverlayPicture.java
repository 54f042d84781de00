package io.github.evosam.imagej.result;

import ij.process.ColorProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import java.awt.Color;

/**
 * A picture of the result: the plane with each object tinted and outlined in its label's colour.
 */
public final class OverlayPicture {
  private static final float TINT = 0.3f;

  /** Longest side of the picture of a big image, pixels. */
  private static final int LONGEST_SIDE = 2048;

  private OverlayPicture() {}

  /**
   * Draws the picture without any window, font or display setting; of a big image reduced to at
   * most 2048 pixels a side.
   *
   * @param image what was segmented
   * @param labels the objects, of the same size
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ColorProcessor of(PixelSource image, LabelMap labels) {
    ImageSize size = image.size();
    if (!size.equals(labels.size())) {
      throw new IllegalArgumentException(
          "Labels of " + labels.size() + " pixels do not fit a plane of " + size);
    }
    if (!size.isBig()) {
      return drawn(image.crop(0, 0, size), labels);
    }
    ImageSize reduced = new ModelTransform(size, LONGEST_SIDE).scaled();
    return drawn(Resampling.resize(image, reduced), labels.nearest(reduced));
  }

  private static ColorProcessor drawn(Plane plane, LabelMap labels) {
    ImageSize size = plane.size();
    ColorProcessor picture = new ColorProcessor(size.width(), size.height());
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int label = labels.at(x, y);
        float share = label == 0 ? 0 : isBorder(labels, x, y) ? 1 : TINT;
        picture.set(x, y, mixed(plane, x, y, LabelColours.of(label), share));
      }
    }
    return picture;
  }

  private static boolean isBorder(LabelMap labels, int x, int y) {
    int label = labels.at(x, y);
    return x > 0 && labels.at(x - 1, y) != label
        || y > 0 && labels.at(x, y - 1) != label
        || x < labels.size().width() - 1 && labels.at(x + 1, y) != label
        || y < labels.size().height() - 1 && labels.at(x, y + 1) != label;
  }

  private static int mixed(Plane plane, int x, int y, Color colour, float share) {
    return mixed(plane.at(0, x, y), colour.getRed(), share) << 16
        | mixed(plane.at(1, x, y), colour.getGreen(), share) << 8
        | mixed(plane.at(2, x, y), colour.getBlue(), share);
  }

  private static int mixed(float value, int colour, float share) {
    return Math.max(0, Math.min(255, Math.round(value * (1 - share) + colour * share)));
  }
}
