package io.github.evosam.sam;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * In which views of an image, beside the whole of it, an object is looked for. A small model finds
 * an object best where it fills a good part of a small input; how large a clicked object is, only
 * the answers tell. So a click is asked at several magnifications, each twice the one before, and
 * the best answer counts. A box tells its size: the whole image shows it well enough, unless it is
 * tiny in it.
 *
 * @param input of the model that sees the views
 * @param wholeInputSide input side that the whole image fills, pixels
 */
record Magnification(ModelInput input, int wholeInputSide) {
  /** Input side of the views, pixels. */
  static final int INPUT_SIDE = 128;

  /** Side of the smallest view, image pixels: beyond it an enlarged image shows nothing new. */
  private static final int SMALLEST = 48;

  /** How much larger than a box its view is. */
  private static final double ROOM = 1.5;

  /** A box is tiny if its view shows it larger than the whole image does by this factor. */
  private static final double LEAST_GAIN = 1.75;

  /** The views of an object: of a click, from the whole image to the smallest. */
  List<View> views(ImageSize image, ObjectPrompts prompts) {
    return prompts.box() == null ? clicked(image, prompts) : boxed(image, prompts);
  }

  private List<View> clicked(ImageSize image, ObjectPrompts prompts) {
    List<View> views = new ArrayList<>();
    PointPrompt centre = firstPositive(prompts.points());
    for (double side = image.longestSide(); views.isEmpty() || side >= SMALLEST; side /= 2) {
      View view = View.around(image, centre.x(), centre.y(), (int) Math.round(side), input);
      if (!showsAll(view, prompts.points())) {
        break;
      }
      views.add(view);
    }
    return views;
  }

  private static PointPrompt firstPositive(List<PointPrompt> points) {
    return points.stream().filter(PointPrompt::positive).findFirst().orElse(points.get(0));
  }

  private List<View> boxed(ImageSize image, ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    double side = Math.max(SMALLEST, ROOM * Math.max(box.width(), box.height()));
    double gain = image.longestSide() / side * input.inputSide() / wholeInputSide;
    if (gain < LEAST_GAIN) {
      return List.of();
    }
    double x = (box.x0() + box.x1()) / 2;
    double y = (box.y0() + box.y1()) / 2;
    View view = View.around(image, x, y, (int) Math.round(side), input);
    return showsAll(view, prompts.points()) ? List.of(view) : List.of();
  }

  private static boolean showsAll(View view, List<PointPrompt> points) {
    return points.stream().allMatch(point -> view.shows(point.x(), point.y()));
  }
}
