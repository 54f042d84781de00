package io.github.evosam.imagej.ui.session;

import io.github.evosam.imagej.interactive.AcceptedSlices;

/** Takes accepted objects of an interactive session to where experts learn. */
@FunctionalInterface
public interface Teaching {
  /**
   * Teaches accepted objects. Returns at once; everything else is between it and the user.
   *
   * @param learned to be run when there is a new expert, on any thread
   */
  void teach(AcceptedSlices lesson, Runnable learned);
}
