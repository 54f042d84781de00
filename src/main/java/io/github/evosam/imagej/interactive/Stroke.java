package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * A line drawn by hand as clicks: equally far from each other along the line, never at random, so
 * that the same stroke always means the same.
 */
public final class Stroke {
  /** Most clicks that a stroke becomes. */
  static final int MAX_CLICKS = 8;

  private Stroke() {}

  /**
   * The clicks: one in the middle of each of equally long pieces of the line.
   *
   * @param x columns of its corners, image pixels with pixel centres at integers
   * @param y rows, as many
   * @param spacingPixels length of a piece, more for a line of more than {@value #MAX_CLICKS}
   *     pieces
   * @param positive whether it lies on the object
   */
  public static List<Prompt> clicks(
      List<Double> x, List<Double> y, double spacingPixels, boolean positive) {
    if (x.isEmpty() || x.size() != y.size() || !(spacingPixels > 0)) {
      throw new IllegalArgumentException(
          "A stroke needs corners and a positive spacing, but %d, %d and %s came"
              .formatted(x.size(), y.size(), spacingPixels));
    }
    double length = 0;
    for (int i = 1; i < x.size(); i++) {
      length += piece(x, y, i);
    }
    int count = (int) Math.max(1, Math.min(MAX_CLICKS, Math.round(length / spacingPixels)));
    List<Prompt> clicks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clicks.add(at(x, y, length * (i + 0.5) / count, positive));
    }
    return clicks;
  }

  private static double piece(List<Double> x, List<Double> y, int end) {
    return Math.hypot(x.get(end) - x.get(end - 1), y.get(end) - y.get(end - 1));
  }

  /** The point so far along the line. */
  private static PointPrompt at(List<Double> x, List<Double> y, double way, boolean positive) {
    double left = way;
    for (int i = 1; i < x.size(); i++) {
      double piece = piece(x, y, i);
      if (left <= piece && piece > 0) {
        double share = left / piece;
        return new PointPrompt(
            x.get(i - 1) + share * (x.get(i) - x.get(i - 1)),
            y.get(i - 1) + share * (y.get(i) - y.get(i - 1)),
            positive);
      }
      left -= piece;
    }
    return new PointPrompt(x.get(x.size() - 1), y.get(y.size() - 1), positive);
  }
}
