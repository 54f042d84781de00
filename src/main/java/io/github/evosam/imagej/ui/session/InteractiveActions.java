package io.github.evosam.imagej.ui.session;

import io.github.evosam.engine.expert.ExpertChoice;
import java.util.Set;

/** What buttons and keys of the interactive panel do. */
interface InteractiveActions {
  void accept();

  void discard();

  void nextMask();

  void undo();

  void redo();

  /** Hands the mask to ImageJ's selection brush, or takes it back from there. */
  void toggleEditing();

  /** Takes the image's selection as a prompt. */
  void useSelection();

  /** Takes an accepted object back into the hand. */
  void reopen(int label);

  void delete(Set<Integer> labels);

  /** Accepts the object at hand as what an accepted object is on this slice. */
  void acceptAs(int label);

  /** Follows the accepted objects through the stack, or ends that. */
  void follow();

  /** Takes the accepted objects to where experts learn. */
  void teach();

  void useExpert(ExpertChoice choice);

  /** Makes the mouse in the image give prompts again. */
  void selectTool();
}
