package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.PixelSource;
import java.util.function.Function;

/**
 * Where the objects of a learned task are expected in one image, before any prompt. Found out when
 * it is first asked for, and kept for the image.
 */
public final class ExpectedObjects {
  private final Function<PixelSource, float[]> finder;
  private PixelSource image;
  private TaskLogits logits;
  private View whole;
  private float[] inWhole;

  /**
   * Without an image.
   *
   * @param finder gives the logits of the task at an image's size, row-major {@code [H, W]}
   */
  public ExpectedObjects(Function<PixelSource, float[]> finder) {
    this.finder = finder;
  }

  /** What is expected of an image. */
  TaskLogits of(PixelSource pixels) {
    if (image != pixels) {
      logits = new TaskLogits(pixels.size(), finder.apply(pixels));
      image = pixels;
      whole = null;
    }
    return logits;
  }

  /** What is expected in a view of an image, see {@link TaskLogits#in}; not to be modified. */
  float[] in(View view, PixelSource pixels) {
    TaskLogits all = of(pixels);
    if (!view.isWhole()) {
      return all.in(view);
    }
    if (!view.equals(whole)) { // every click asks for it
      inWhole = all.in(view);
      whole = view;
    }
    return inWhole;
  }
}
