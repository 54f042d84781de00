package io.github.evosam.sam.prompting;

import java.util.Objects;

/**
 * A mask in the model's own low resolution, from which the next prediction of the same object can
 * start. Not copied, must not be modified.
 */
public final class LowResMask {
  /** What is known of pixels that the view did not show: surely background. */
  private static final float UNSEEN = -4;

  private final View view;
  private final float[] logits;

  /**
   * A mask of a view.
   *
   * @param logits row-major {@code [low, low]} in the model's frame
   * @throws IllegalArgumentException if the logits have another size
   */
  LowResMask(View view, float[] logits) {
    this.view = Objects.requireNonNull(view);
    this.logits = Objects.requireNonNull(logits);
    int side = view.lowSide();
    if (logits.length != side * side) {
      throw new IllegalArgumentException(
          "Logits of this model have %d x %d values, but %d came"
              .formatted(side, side, logits.length));
    }
  }

  /** Row-major {@code [low, low]} in the model's frame; not copied, must not be modified. */
  public float[] logits() {
    return logits;
  }

  View view() {
    return view;
  }

  /** The logits as another view of the same image has them, bilinearly; as they are in this one. */
  float[] in(View other) {
    if (other.equals(view)) {
      return logits;
    }
    if (!other.image().equals(view.image())) {
      throw new IllegalArgumentException(
          "A mask of an image of %s pixels cannot be refined on one of %s"
              .formatted(view.image(), other.image()));
    }
    int side = other.lowSide();
    float[] moved = new float[side * side];
    for (int row = 0; row < side; row++) {
      double y = view.lowY(other.imageY(row));
      for (int column = 0; column < side; column++) {
        moved[row * side + column] = at(view.lowX(other.imageX(column)), y);
      }
    }
    return moved;
  }

  private float at(double x, double y) {
    int last = view.lowSide() - 1;
    if (x < -0.5 || y < -0.5 || x > last + 0.5 || y > last + 0.5) {
      return UNSEEN;
    }
    double cx = Math.max(0, Math.min(last, x));
    double cy = Math.max(0, Math.min(last, y));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(last, x0 + 1);
    int y1 = Math.min(last, y0 + 1);
    double top = mix(value(x0, y0), value(x1, y0), cx - x0);
    double bottom = mix(value(x0, y1), value(x1, y1), cx - x0);
    return (float) mix(top, bottom, cy - y0);
  }

  private float value(int x, int y) {
    return logits[y * view.lowSide() + x];
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
