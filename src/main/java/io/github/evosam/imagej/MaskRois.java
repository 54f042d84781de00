package io.github.evosam.imagej;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.awt.Rectangle;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Masks as ImageJ selections and back. A selection made here follows the pixels' edges, holes
 * included, and covers exactly the mask's pixels: {@code toMask(of(mask))} is the mask.
 */
public final class MaskRois {
  private MaskRois() {}

  /** The outline of a mask, possibly of several parts with holes; empty for an empty mask. */
  public static Optional<Roi> of(Mask mask) {
    BitSet pixels = mask.toBitSet();
    return mask.boundingBox().map(box -> outline(rectangle(box), mask.size(), pixels::get));
  }

  /** The outline of every label that occurs, by rising label. */
  public static Map<Integer, Roi> of(LabelMap labels) {
    int[] pixels = labels.toArray();
    Map<Integer, Roi> rois = new TreeMap<>();
    bounds(labels.size(), pixels)
        .forEach(
            (label, box) -> rois.put(label, outline(box, labels.size(), i -> pixels[i] == label)));
    return rois;
  }

  /**
   * The image pixels inside an area selection; what lies outside the image is cut off.
   *
   * @throws IllegalArgumentException if the selection has no area
   */
  public static Mask toMask(Roi roi, ImageSize size) {
    if (!roi.isArea()) {
      throw new IllegalArgumentException(
          "A " + roi.getTypeAsString() + " selection has no area and so no mask");
    }
    Rectangle bounds = roi.getBounds();
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

  private static Roi outline(Rectangle box, ImageSize size, IntPredicate isInside) {
    ByteProcessor crop = new ByteProcessor(box.width, box.height);
    for (int y = 0; y < box.height; y++) {
      int row = (box.y + y) * size.width() + box.x;
      for (int x = 0; x < box.width; x++) {
        if (isInside.test(row + x)) {
          crop.set(x, y, 255);
        }
      }
    }
    crop.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
    Roi roi = new ThresholdToSelection().convert(crop);
    if (roi == null) {
      throw new IllegalStateException("Outlining a mask was interrupted");
    }
    Rectangle at = roi.getBounds();
    roi.setLocation(box.x + at.x, box.y + at.y);
    return roi;
  }

  private static Map<Integer, Rectangle> bounds(ImageSize size, int[] labels) {
    Map<Integer, Rectangle> bounds = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0) {
        int x = i % size.width();
        int y = i / size.width();
        Rectangle box = bounds.get(labels[i]);
        if (box == null) {
          bounds.put(labels[i], new Rectangle(x, y, 1, 1));
        } else if (!box.contains(x, y)) {
          box.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return bounds;
  }

  private static Rectangle rectangle(BoxPrompt box) {
    return new Rectangle((int) box.x0(), (int) box.y0(), (int) box.width(), (int) box.height());
  }
}
