package io.github.evosam.imagej.ui.session;

import io.github.evosam.geometry.Prompt;
import java.util.List;

/** What actions ask of the window. */
interface SessionView {
  /** Sends prompts to the model, and shows them until the answer comes. */
  void prompt(List<Prompt> prompts);

  /** Says something to the user. */
  void say(String text);

  /** The image shows another slice now. */
  void turned();

  /** Shows what has changed. */
  void refresh();
}
