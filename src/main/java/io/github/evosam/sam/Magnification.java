package io.github.evosam.sam;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * In which views of an image an object is looked for. A small model finds an object best where it
 * fills a good part of a small input; how large a clicked object is, only the answers tell. So a
 * click is asked at several magnifications, each twice the one before, and the best answer counts;
 * a box tells its size and is asked at the magnifications that suit it.
 *
 * @param input of the model that sees the views
 */
record Magnification(ModelInput input) {
  /** Input side of the views, pixels. */
  static final int INPUT_SIDE = 128;

  /** Side of the smallest view, image pixels: beyond it an enlarged image shows nothing new. */
  private static final int SMALLEST = 48;

  /** How much larger than what was shown of an object its view is at least. */
  private static final double LEAST_ROOM = 1.3;

  /** Views that a box is looked for in at most, the tightest. */
  private static final int BOX_VIEWS = 2;

  /**
   * The views of an object, beside the whole image at the model's own input side: from the whole
   * image to the smallest that shows all prompts; for a box only the tightest, without the whole
   * image.
   */
  List<View> views(ImageSize image, ObjectPrompts prompts) {
    List<View> views = new ArrayList<>();
    double least = LEAST_ROOM * extent(prompts);
    double[] centre = centre(prompts);
    for (double side = image.longestSide();
        views.isEmpty() || side >= Math.max(SMALLEST, least);
        side /= 2) {
      View view = View.around(image, centre[0], centre[1], (int) Math.round(side), input);
      if (!showsAll(view, prompts)) {
        break;
      }
      views.add(view);
    }
    boolean boxed = prompts.box() != null;
    return boxed ? views.subList(Math.max(1, views.size() - BOX_VIEWS), views.size()) : views;
  }

  /** Longest side of what was shown. */
  private static double extent(ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    return box == null ? 0 : Math.max(box.width(), box.height());
  }

  private static double[] centre(ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    if (box != null) {
      return new double[] {(box.x0() + box.x1()) / 2, (box.y0() + box.y1()) / 2};
    }
    PointPrompt first =
        prompts.points().stream()
            .filter(PointPrompt::positive)
            .findFirst()
            .orElse(prompts.points().get(0));
    return new double[] {first.x(), first.y()};
  }

  private static boolean showsAll(View view, ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    return prompts.points().stream().allMatch(point -> view.shows(point.x(), point.y()))
        && (box == null || view.shows(box.x0(), box.y0()) && view.shows(box.x1(), box.y1()));
  }
}
