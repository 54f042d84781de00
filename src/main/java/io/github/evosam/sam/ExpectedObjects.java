package io.github.evosam.sam;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import java.util.function.Function;

/**
 * Where the objects of a learned task are expected in one image: what a first prompt starts from,
 * so that it need not say more than which of them is meant, or what is wrong. Found out when it is
 * first asked for, and kept for the image.
 */
final class ExpectedObjects {
  private final Function<PixelSource, float[]> finder;
  private PixelSource image;
  private float[] logits;

  /**
   * Without an image.
   *
   * @param finder gives the logits of the task at an image's size, row-major {@code [H, W]}
   */
  ExpectedObjects(Function<PixelSource, float[]> finder) {
    this.finder = finder;
  }

  /** Finds out now what is expected of an image. */
  void find(PixelSource pixels) {
    if (image != pixels) {
      logits = finder.apply(pixels);
      image = pixels;
    }
  }

  /**
   * What is expected in a view of the image: the mean logits of the image's pixels in each pixel of
   * the decoder's start, zero beyond the image.
   *
   * @return row-major {@code [4h, 4w]}
   */
  float[] in(View view, PixelSource pixels) {
    find(pixels);
    ImageSize size = pixels.size();
    int low = view.lowSide();
    float[] start = new float[low * low];
    for (int row = 0; row < low; row++) {
      int top = edge(view.imageY(row - 0.5), view.y());
      int bottom = edge(view.imageY(row + 0.5), view.y());
      for (int column = 0; column < low; column++) {
        int left = edge(view.imageX(column - 0.5), view.x());
        int right = edge(view.imageX(column + 0.5), view.x());
        start[row * low + column] = mean(size, left, top, right, bottom);
      }
    }
    return start;
  }

  /** First pixel whose middle lies beyond a place between pixels. */
  private static int edge(double at, int least) {
    return Math.max(least, (int) Math.ceil(at));
  }

  /** The mean of a rectangle of pixels, or the pixel at its corner where it holds no middle. */
  private float mean(ImageSize size, int left, int top, int right, int bottom) {
    if (left >= size.width() || top >= size.height()) {
      return 0;
    }
    int endX = Math.min(size.width(), Math.max(left + 1, right));
    int endY = Math.min(size.height(), Math.max(top + 1, bottom));
    float sum = 0;
    for (int y = top; y < endY; y++) {
      for (int x = left; x < endX; x++) {
        sum += logits[y * size.width() + x];
      }
    }
    return sum / ((endX - left) * (endY - top));
  }
}
