package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.OptionalInt;

/**
 * Label images and masks from ImageJ images. Pixel values count, not colours: the index of a
 * palette image is the label. RGB is read if it is grey all over. A black-and-white mask whose
 * edges were blurred by scaling or lossy compression is cut at half, which its {@link ImageNotes}
 * say.
 */
public final class LabelReading {
  /** Whole numbers above it are not exact in float32. */
  private static final int LARGEST_EXACT = 1 << 24;

  private static final int SIGNED_OFFSET = 32768;
  private static final int WHITE = 255;

  private LabelReading() {}

  /**
   * The labels of the plane that the image shows now; 0 is background.
   *
   * @throws IllegalArgumentException if a pixel is coloured or is not a whole number of at least 0
   */
  public static LabelMap labels(ImagePlus image) {
    return labels(image, StackPosition.current(image));
  }

  /**
   * The labels of the plane at a position.
   *
   * @throws IllegalArgumentException if the image has no such position, has several channels,
   *     transparent pixels, a calibration function or lossy values that are not black and white, or
   *     as {@link #labels(ImagePlus)}
   */
  public static LabelMap labels(ImagePlus image, StackPosition position) {
    requireMask(image);
    int[] labels = values(image, position);
    int offset = offset(image);
    for (int i = 0; offset > 0 && i < labels.length; i++) {
      labels[i] -= offset;
      if (labels[i] < 0) {
        throw refused(image, i, "the value " + labels[i]);
      }
    }
    PaletteMask.blackIsZero(image, labels);
    cut(image, labels);
    return LabelMap.of(new ImageSize(image.getWidth(), image.getHeight()), labels);
  }

  private static void requireMask(ImagePlus image) {
    ImageNotes.reasonAgainstMask(image)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(
                  "'%s' cannot be a mask: it %s; save it as an 8- or 16-bit grey PNG or TIFF"
                      .formatted(image.getTitle(), reason));
            });
    if (image.getNChannels() > 1) {
      throw new IllegalArgumentException(
          "'%s' has %d channels, but a mask or label image has one; give the channel that holds the labels as an image of its own"
              .formatted(image.getTitle(), image.getNChannels()));
    }
    Calibration calibration = image.getLocalCalibration();
    if (calibration.calibrated() && !calibration.isSigned16Bit()) {
      throw new IllegalArgumentException(
          "'%s' has a calibration function, so it is not clear whether its pixel values or its calibrated values (%s) are the labels; remove the function (Analyze > Calibrate, Function: None)"
              .formatted(image.getTitle(), calibration.getValueUnit()));
    }
  }

  /** ImageJ stores signed 16-bit values with an offset, and says so in the calibration. */
  private static int offset(ImagePlus image) {
    return image.getLocalCalibration().isSigned16Bit() ? SIGNED_OFFSET : 0;
  }

  private static void cut(ImagePlus image, int[] labels) {
    MaskLevels levels = MaskLevels.of(labels);
    boolean isLossy = ImageNotes.isLossy(image);
    OptionalInt threshold = isLossy ? levels.lossyThreshold() : levels.softThreshold();
    if (isLossy && threshold.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is compressed with losses (JPEG), so its values are not those that were drawn, and they are not black and white either; save masks as PNG or TIFF"
              .formatted(image.getTitle()));
    }
    if (threshold.isEmpty() || levels.between() == 0) {
      return;
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] < threshold.getAsInt() ? 0 : WHITE;
    }
    ImageNotes.add(
        image,
        "The mask '%s' is black and white but for %d pixels in between, as %s leaves them; all from %d on are taken for foreground"
            .formatted(
                image.getTitle(),
                levels.between(),
                isLossy ? "lossy compression (JPEG)" : "scaling or smoothing",
                threshold.getAsInt()));
  }

  private static int[] values(ImagePlus image, StackPosition position) {
    ImageProcessor pixels = image.getStack().getProcessor(position.indexIn(image));
    int[] labels = new int[pixels.getPixelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          switch (pixels.getBitDepth()) {
            case 24 -> grey(pixels, i, image);
            case 32 -> whole(pixels, i, image);
            default -> pixels.get(i);
          };
    }
    return labels;
  }

  /**
   * The mask of the plane that the image shows now, every pixel that is not 0; it must have the
   * given size.
   *
   * @throws IllegalArgumentException if the size differs, or a pixel is coloured or not a whole
   *     number of at least 0
   */
  public static Mask mask(ImagePlus image, ImageSize size) {
    if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
      throw new IllegalArgumentException(
          "The mask '%s' has %d x %d pixels, but the image has %s; give a mask of the same size"
              .formatted(image.getTitle(), image.getWidth(), image.getHeight(), size));
    }
    return labels(image).foreground();
  }

  private static int grey(ImageProcessor pixels, int index, ImagePlus image) {
    int rgb = pixels.get(index);
    int blue = rgb & 0xff;
    if ((rgb >> 16 & 0xff) != blue || (rgb >> 8 & 0xff) != blue) {
      throw refused(image, index, "the colour #%06x".formatted(rgb & 0xffffff));
    }
    return blue;
  }

  private static int whole(ImageProcessor pixels, int index, ImagePlus image) {
    float value = pixels.getf(index);
    if (!(value >= 0 && value <= LARGEST_EXACT) || value != Math.rint(value)) {
      throw refused(image, index, "the value " + value);
    }
    return (int) value;
  }

  private static IllegalArgumentException refused(ImagePlus image, int index, String what) {
    return new IllegalArgumentException(
        "'%s' is no label image or mask: pixel %d,%d has %s; labels are whole numbers, 0 background"
            .formatted(image.getTitle(), index % image.getWidth(), index / image.getWidth(), what));
  }
}
