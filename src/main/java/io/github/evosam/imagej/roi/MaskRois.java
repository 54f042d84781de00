package io.github.evosam.imagej.roi;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Masks as ImageJ selections and back. A selection made here follows the pixels' edges, holes
 * included, and covers exactly the mask's pixels: {@code toMask(of(mask))} is the mask.
 */
public final class MaskRois {
  /** A selection may be that much larger than its image. */
  private static final int MOST_TIMES = 4;

  /** A selection of so many pixels does no harm on the smallest image. */
  private static final int MOST_PIXELS = 1 << 26;

  private MaskRois() {}

  /** The outline of a mask, possibly of several parts with holes; empty for an empty mask. */
  public static Optional<Roi> of(Mask mask) {
    return mask.boundingBox().map(box -> outline(rectangle(box), mask));
  }

  /** The outline of every label that occurs, by rising label. */
  public static Map<Integer, Roi> of(LabelMap labels) {
    Map<Integer, Roi> rois = new TreeMap<>();
    labels.masks().forEach((label, mask) -> of(mask).ifPresent(roi -> rois.put(label, roi)));
    return rois;
  }

  /**
   * The image pixels inside an area selection; what lies outside the image is cut off.
   *
   * @throws IllegalArgumentException if the selection has no area, or is so much larger than the
   *     image that its mask would fill the memory
   */
  public static Mask toMask(Roi roi, ImageSize size) {
    if (!roi.isArea()) {
      throw new IllegalArgumentException(
          "A " + roi.getTypeAsString() + " selection has no area and so no mask");
    }
    Rectangle bounds = roi.getBounds();
    requireBounds(bounds, roi, size);
    ImageProcessor inside = roi.getMask();
    Rectangle visible = bounds.intersection(new Rectangle(size.width(), size.height()));
    BitSet pixels = new BitSet();
    for (int y = visible.y; y < visible.y + visible.height; y++) {
      for (int x = visible.x; x < visible.x + visible.width; x++) {
        if (inside == null || inside.get(x - bounds.x, y - bounds.y) != 0) {
          pixels.set(y * size.width() + x);
        }
      }
    }
    return Mask.of(size, pixels);
  }

  /** ImageJ draws the mask of the whole selection, also of what lies outside the image. */
  private static void requireBounds(Rectangle bounds, Roi roi, ImageSize size) {
    double area = (double) bounds.width * bounds.height;
    if (area > Math.max(MOST_PIXELS, (double) MOST_TIMES * size.area())) {
      throw new IllegalArgumentException(
          "%s of %d x %d pixels is far larger than the image of %s; draw it inside"
              .formatted(Selections.describe(roi), bounds.width, bounds.height, size));
    }
  }

  private static Roi outline(Rectangle box, Mask mask) {
    ByteProcessor crop = new ByteProcessor(box.width, box.height);
    byte[] pixels = (byte[]) crop.getPixels();
    int width = mask.size().width();
    mask.forEachRowRun(
        (start, end) -> {
          int at = (start / width - box.y) * box.width + start % width - box.x;
          Arrays.fill(pixels, at, at + end - start, (byte) 255);
        });
    crop.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
    Roi roi = new ThresholdToSelection().convert(crop);
    if (roi == null) {
      throw new IllegalStateException("Outlining a mask was interrupted");
    }
    Rectangle at = roi.getBounds();
    roi.setLocation(box.x + at.x, box.y + at.y);
    return roi;
  }

  private static Rectangle rectangle(BoxPrompt box) {
    return new Rectangle((int) box.x0(), (int) box.y0(), (int) box.width(), (int) box.height());
  }
}
