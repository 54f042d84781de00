package io.github.evosam.geometry;

/** Width and height of an image in pixels, both at least 1. */
public record ImageSize(int width, int height) {
  /** Images of more pixels are worked on part by part: 4 megapixels. */
  private static final long LARGEST_WHOLE = 1 << 22;

  /** Longest to shortest side at which the shorter still has some pixels in a model of 1,024². */
  private static final long MOST_ELONGATED = 256;

  /** Checks that both sides are positive. */
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "An image needs at least 1 x 1 pixels, but " + width + " x " + height + " came");
    }
  }

  /** The longer of width and height. */
  public int longestSide() {
    return Math.max(width, height);
  }

  /** Number of pixels. */
  public long area() {
    return (long) width * height;
  }

  /**
   * Whether an image of this size, more than 2,048 × 2,048 pixels, is worked on part by part rather
   * than as a whole.
   */
  public boolean isBig() {
    return area() > LARGEST_WHOLE;
  }

  /**
   * Whether an image of this size is so narrow that nothing is left of it when its longest side is
   * scaled to a model's input.
   */
  public boolean isLine() {
    return longestSide() > MOST_ELONGATED * Math.min(width, height);
  }

  /**
   * Whether the point lies on a pixel: {@code −0.5 ≤ x < width − 0.5}, y alike (pixel centres at
   * integers).
   */
  public boolean contains(double x, double y) {
    return x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5;
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
