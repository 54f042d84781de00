package io.github.evosam.engine.everything;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;

/**
 * A rectangle of a big image that is searched at once.
 *
 * @param image size of the image
 * @param x left column
 * @param y top row
 * @param size of the block, inside the image
 */
record Block(ImageSize image, int x, int y, ImageSize size) {
  /** What comes this close to a border may have been cut by it, pixels: models err there. */
  private static final int MARGIN = 16;

  private int right() {
    return x + size.width() - 1;
  }

  private int bottom() {
    return y + size.height() - 1;
  }

  /** Whether something may be cut by a border of the block beyond which the image goes on. */
  boolean cuts(BoxPrompt box) {
    return x > 0 && box.x0() < x + MARGIN
        || y > 0 && box.y0() < y + MARGIN
        || right() < image.width() - 1 && box.x1() > right() - MARGIN
        || bottom() < image.height() - 1 && box.y1() > bottom() - MARGIN;
  }

  /** Whether something lies inside and is not cut. */
  boolean showsWhole(BoxPrompt box) {
    boolean inside = box.x0() >= x && box.y0() >= y && box.x1() <= right() && box.y1() <= bottom();
    return inside && !cuts(box);
  }

  /** What two blocks of one image have in common; null if nothing. */
  Block common(Block other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    int width = Math.min(right(), other.right()) - left + 1;
    int height = Math.min(bottom(), other.bottom()) - top + 1;
    return width < 1 || height < 1
        ? null
        : new Block(image, left, top, new ImageSize(width, height));
  }

  /** What it shows of a mask of the image. */
  Mask cut(Mask mask) {
    return mask.crop(x, y, size);
  }

  /** Whether a box of the image has a pixel in the block. */
  boolean touches(BoxPrompt box) {
    return box.x1() >= x && box.y1() >= y && box.x0() <= right() && box.y0() <= bottom();
  }
}
