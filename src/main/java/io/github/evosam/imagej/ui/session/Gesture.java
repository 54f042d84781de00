package io.github.evosam.imagej.ui.session;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.interactive.Stroke;
import java.util.ArrayList;
import java.util.List;

/**
 * What the mouse does between press and release, in image coordinates with (0, 0) the corner of the
 * top-left pixel, as ImageJ's canvas gives them. Places outside the image count as its border.
 */
final class Gesture {
  private static final double SPACING_SCREEN_PIXELS = 25;

  private final ImageSize size;
  private final boolean positive;
  private final double magnification;
  private final List<Double> x = new ArrayList<>();
  private final List<Double> y = new ArrayList<>();

  /**
   * A gesture that begins.
   *
   * @param positive whether it shows what belongs to the object
   * @param magnification screen pixels for an image pixel
   */
  Gesture(ImageSize size, boolean positive, double magnification) {
    this.size = size;
    this.positive = positive;
    this.magnification = magnification;
  }

  /** The mouse comes to a place. */
  void reach(double atX, double atY) {
    x.add(Math.max(0, Math.min(size.width() - 0.01, atX)));
    y.add(Math.max(0, Math.min(size.height() - 0.01, atY)));
  }

  boolean isPositive() {
    return positive;
  }

  List<Double> x() {
    return x;
  }

  List<Double> y() {
    return y;
  }

  /** A click where the gesture began: on the middle of its pixel. */
  List<Prompt> click() {
    return List.of(new PointPrompt(Math.floor(x.get(0)), Math.floor(y.get(0)), positive));
  }

  /** The box of pixels from where the gesture began to where it is now. */
  BoxPrompt box() {
    double x0 = Math.floor(x.get(0));
    double y0 = Math.floor(y.get(0));
    double x1 = Math.floor(x.get(x.size() - 1));
    double y1 = Math.floor(y.get(y.size() - 1));
    return new BoxPrompt(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }

  /** The line so far, as clicks. */
  List<Prompt> stroke() {
    double spacing = Math.max(1, SPACING_SCREEN_PIXELS / magnification);
    return Stroke.clicks(centred(x), centred(y), spacing, positive);
  }

  private static List<Double> centred(List<Double> corners) {
    return corners.stream().map(c -> c - 0.5).toList();
  }
}
