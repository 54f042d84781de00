package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;

/**
 * What a learned task says of the pixels of one image without a prompt.
 *
 * @param size of the image
 * @param values logits, row-major {@code [H, W]}; not copied, must not be modified
 */
record TaskLogits(ImageSize size, float[] values) {

  /**
   * What is said in a view of the image: the mean logits of the image's pixels in each pixel of the
   * decoder's start, zero beyond the image.
   *
   * @return row-major {@code [4h, 4w]}
   */
  float[] in(View view) {
    int low = view.lowSide();
    float[] start = new float[low * low];
    for (int row = 0; row < low; row++) {
      int top = edge(view.imageY(row - 0.5), view.y());
      int bottom = edge(view.imageY(row + 0.5), view.y());
      for (int column = 0; column < low; column++) {
        int left = edge(view.imageX(column - 0.5), view.x());
        int right = edge(view.imageX(column + 0.5), view.x());
        start[row * low + column] = mean(left, top, right, bottom);
      }
    }
    return start;
  }

  /** First pixel whose middle lies beyond a place between pixels. */
  private static int edge(double at, int least) {
    return Math.max(least, (int) Math.ceil(at));
  }

  /** The mean of a rectangle of pixels, or the pixel at its corner where it holds no middle. */
  private float mean(int left, int top, int right, int bottom) {
    if (left >= size.width() || top >= size.height()) {
      return 0;
    }
    int endX = Math.min(size.width(), Math.max(left + 1, right));
    int endY = Math.min(size.height(), Math.max(top + 1, bottom));
    float sum = 0;
    for (int y = top; y < endY; y++) {
      for (int x = left; x < endX; x++) {
        sum += values[y * size.width() + x];
      }
    }
    return sum / ((endX - left) * (endY - top));
  }
}
