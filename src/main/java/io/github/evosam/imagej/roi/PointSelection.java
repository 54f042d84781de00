package io.github.evosam.imagej.roi;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.process.FloatPolygon;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Point selections as clicks. Since ImageJ 1.52t the coordinates of points count pixel centres (a
 * click on pixel (3, 4) is stored as 3, 4; source: {@code ij.gui.Roi.useLineSubpixelConvention}),
 * as ours do, so integer and sub-pixel coordinates pass unchanged. A point at exactly (x + 0.5, y +
 * 0.5) is how earlier versions and many macros write the middle of pixel (x, y), and becomes (x,
 * y).
 */
final class PointSelection {
  private static final int POSITIVE = 0;
  private static final int NEGATIVE = 1;

  private PointSelection() {}

  /** One object per slice and frame that has points. */
  static List<PromptedObject> of(PointRoi roi, ImagePlus image) {
    FloatPolygon points = roi.getFloatPolygon();
    Map<StackPosition, List<Prompt>> clicks = new LinkedHashMap<>();
    for (int i = 0; i < points.npoints; i++) {
      PointPrompt click = click(roi, i, points.xpoints[i], points.ypoints[i]);
      requireInside(click, roi, image);
      clicks.computeIfAbsent(position(roi, i, image), k -> new ArrayList<>()).add(click);
    }
    List<PromptedObject> objects = new ArrayList<>();
    clicks.forEach(
        (position, prompts) -> {
          requirePositive(prompts, position, roi);
          objects.add(new PromptedObject(Selections.name(roi), position, prompts));
        });
    return objects;
  }

  private static PointPrompt click(PointRoi roi, int index, float x, float y) {
    int counter = roi.getCounter(index);
    if (counter != POSITIVE && counter != NEGATIVE) {
      throw new IllegalArgumentException(
          "%s has a point with counter %d; use counter 0 on the object and counter 1 beside it"
              .formatted(Selections.describe(roi), counter));
    }
    double shift = isHalf(x) && isHalf(y) ? 0.5 : 0;
    return new PointPrompt(x - shift, y - shift, counter == POSITIVE);
  }

  private static boolean isHalf(float coordinate) {
    return coordinate - Math.floor(coordinate) == 0.5;
  }

  private static StackPosition position(PointRoi roi, int index, ImagePlus image) {
    StackPosition position =
        roi.hasHyperStackPosition()
            ? StackPosition.of(roi, image)
            : StackPosition.ofIndex(image, Math.max(0, roi.getPointPosition(index)));
    return position.inAllChannels();
  }

  private static void requireInside(PointPrompt click, PointRoi roi, ImagePlus image) {
    if (!new ImageSize(image.getWidth(), image.getHeight()).contains(click.x(), click.y())) {
      throw new IllegalArgumentException(
          "%s has a point at x=%s, y=%s outside '%s', which has %d x %d pixels; place it inside"
              .formatted(
                  Selections.describe(roi),
                  click.x(),
                  click.y(),
                  image.getTitle(),
                  image.getWidth(),
                  image.getHeight()));
    }
  }

  private static void requirePositive(List<Prompt> clicks, StackPosition position, PointRoi roi) {
    if (clicks.stream().noneMatch(click -> click instanceof PointPrompt p && p.positive())) {
      throw new IllegalArgumentException(
          "%s has only negative points (counter 1) at %s; place at least one with counter 0"
              .formatted(Selections.describe(roi), position));
    }
  }
}
