package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of an image the model sees when it is asked for an object: a small image as a whole,
 * as the official predictor does; of a larger one, in which an object would be lost, a square
 * window around all that was shown of it. A window is as wide as the model's own input, so that the
 * model sees pixels as they are, or at least twice as wide as the prompts. Clicks do not tell how
 * large an object is, so of an image that is not big they are seen in half of it at least. Windows
 * lie on a grid of a quarter of their side and their sides are doubled in steps, so that objects
 * that are close together, and later clicks on the same object, share one.
 *
 * @param least side of the smallest window, pixels
 * @param input that a window fills
 * @param largestWhole longest side of an image that is seen as a whole, pixels; big ones never are
 */
record PromptWindow(int least, ModelInput input, int largestWhole) {
  /** Windows begin at multiples of their side's share. */
  private static final int GRID = 4;

  /** How much wider than the prompts a window is at least. */
  private static final double LEAST_ROOM = 2;

  /** What the model sees of an image. */
  View around(ImageSize image, ObjectPrompts prompts) {
    if (!image.isBig() && image.longestSide() <= largestWhole) {
      return View.whole(image, input);
    }
    BoxPrompt shown = bounds(prompts);
    double wanted = LEAST_ROOM * Math.max(shown.width(), shown.height());
    if (!image.isBig() && prompts.box() == null) {
      wanted = Math.max(wanted, image.longestSide() / LEAST_ROOM);
    }
    int side = least;
    while (side < wanted && side < image.longestSide()) {
      side *= 2;
    }
    double x = (shown.x0() + shown.x1()) / 2;
    double y = (shown.y0() + shown.y1()) / 2;
    return View.around(image, onGrid(x, side), onGrid(y, side), side, input);
  }

  private static double onGrid(double centre, int side) {
    double step = (double) side / GRID;
    return Math.round(centre / step) * step;
  }

  /** The smallest box that holds all that was shown of the object. */
  private static BoxPrompt bounds(ObjectPrompts prompts) {
    List<BoxPrompt> all = new ArrayList<>();
    for (PointPrompt point : prompts.points()) {
      all.add(new BoxPrompt(point.x(), point.y(), point.x(), point.y()));
    }
    if (prompts.box() != null) {
      all.add(prompts.box());
    }
    if (prompts.mask() != null) {
      prompts.mask().boundingBox().ifPresent(all::add);
    }
    return all.stream().reduce(PromptWindow::both).orElseThrow();
  }

  private static BoxPrompt both(BoxPrompt a, BoxPrompt b) {
    return new BoxPrompt(
        Math.min(a.x0(), b.x0()),
        Math.min(a.y0(), b.y0()),
        Math.max(a.x1(), b.x1()),
        Math.max(a.y1(), b.y1()));
  }
}
