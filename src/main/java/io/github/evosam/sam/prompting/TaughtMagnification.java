package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.PointPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * In which views an object is looked for while an expert is in place: as in its lessons, at the
 * input side of these, in the image's half, quarter and so on. A box tells its size and is asked in
 * the smallest of them that shows it with some room.
 *
 * @param input of the model that sees the views
 */
record TaughtMagnification(ModelInput input) implements Magnification {
  /** Strongest enlargement, pixels of the input for each of the image. */
  private static final int LARGEST_FACTOR = 2;

  /** How much larger than a box its view is at least. */
  private static final double LEAST_ROOM = 1.2;

  @Override
  public List<View> views(View frame, ObjectPrompts prompts) {
    BoxPrompt box = prompts.box();
    double least = (double) input.inputSide() / LARGEST_FACTOR;
    if (box != null) {
      least = Math.max(least, LEAST_ROOM * Math.max(box.width(), box.height()));
    }
    PointPrompt centre = prompts.centre();
    List<View> views = new ArrayList<>();
    for (double side = frame.region().longestSide() / 2.0; side >= least; side /= 2) {
      View view = frame.part(centre, side, input);
      if (!view.showsAll(prompts.points())) {
        break;
      }
      views.add(view);
    }
    return box == null || views.isEmpty() ? views : views.subList(views.size() - 1, views.size());
  }
}
