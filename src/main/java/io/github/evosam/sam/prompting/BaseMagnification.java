package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * In which views an object is looked for without an expert, as the model was trained: a click in
 * the whole image and in ever smaller parts around it; a box only where the whole image does not
 * show it well enough, since it is tiny in it.
 *
 * @param input of the model that sees the views
 * @param wholeInputSide input side that the whole image fills, pixels
 */
record BaseMagnification(ModelInput input, int wholeInputSide) implements Magnification {
  /** Input side of the views, pixels. */
  static final int INPUT_SIDE = 128;

  /** Parts of a large image that are asked beside the whole of it, the smallest ones. */
  private static final int MOST_PARTS = 4;

  /** Side of the smallest view, image pixels: beyond it an enlarged image shows nothing new. */
  private static final int SMALLEST = 48;

  /** How much larger than a box its view is. */
  private static final double ROOM = 1.5;

  /** A box is tiny if its view shows it larger than the whole image does by this factor. */
  private static final double LEAST_GAIN = 1.75;

  @Override
  public List<View> views(View frame, ObjectPrompts prompts) {
    return prompts.box() == null ? clicked(frame, prompts) : boxed(frame, prompts);
  }

  private List<View> clicked(View frame, ObjectPrompts prompts) {
    List<View> views = new ArrayList<>();
    PointPrompt centre = prompts.centre();
    for (double side = frame.region().longestSide();
        views.isEmpty() || side >= SMALLEST;
        side /= 2) {
      View view = frame.part(centre, side, input);
      if (!view.showsAll(prompts.points())) {
        break;
      }
      views.add(view);
    }
    if (views.size() > 1 + MOST_PARTS) {
      views.subList(1, views.size() - MOST_PARTS).clear(); // the frame shows what they would
    }
    return views;
  }

  private List<View> boxed(View frame, ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    double side = Math.max(SMALLEST, ROOM * Math.max(box.width(), box.height()));
    double gain = frame.region().longestSide() / side * input.inputSide() / wholeInputSide;
    if (gain < LEAST_GAIN) {
      return List.of();
    }
    PointPrompt centre = prompts.centre();
    View view = frame.part(centre, side, input);
    return view.showsAll(prompts.points()) ? List.of(view) : List.of();
  }
}
