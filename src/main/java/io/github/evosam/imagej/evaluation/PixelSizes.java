package io.github.evosam.imagej.evaluation;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.evosam.geometry.PixelSize;
import java.util.Locale;

/** The calibration of images as far as distances in a plane need it. */
final class PixelSizes {
  /** What two writers of one pixel size may differ by, as a share. */
  private static final double ROUNDING = 1e-3;

  private PixelSizes() {}

  /** The pixel size of an image; {@link PixelSize#UNCALIBRATED} if it has none. */
  static PixelSize of(ImagePlus image) {
    Calibration calibration = image.getCalibration();
    return calibration.scaled()
        ? new PixelSize(calibration.pixelWidth, calibration.pixelHeight, unit(calibration))
        : PixelSize.UNCALIBRATED;
  }

  private static String unit(Calibration calibration) {
    String unit = calibration.getUnit() == null ? "" : calibration.getUnit().trim();
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "" -> PixelSize.UNCALIBRATED.unit();
      case "um", "micron", "microns", "\u03bcm", "\u00b5m" -> "\u00b5m";
      default -> unit;
    };
  }

  /**
   * The pixel size of a result and its truth. PNG files have none; where one of the two has none,
   * that of the other counts.
   *
   * @throws IllegalArgumentException if both have one, and not the same
   */
  static PixelSize shared(ImagePlus result, ImagePlus truth) {
    PixelSize a = of(result);
    PixelSize b = of(truth);
    if (a.equals(PixelSize.UNCALIBRATED)) {
      return b;
    }
    if (!b.equals(PixelSize.UNCALIBRATED) && !isSame(a, b)) {
      throw new IllegalArgumentException(
          "Pixels of '%s' are %s, but those of '%s' are %s; correct one in Image > Properties"
              .formatted(result.getTitle(), a, truth.getTitle(), b));
    }
    return a;
  }

  private static boolean isSame(PixelSize a, PixelSize b) {
    return a.unit().equals(b.unit())
        && isSame(a.width(), b.width())
        && isSame(a.height(), b.height());
  }

  private static boolean isSame(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * Math.max(a, b);
  }
}
