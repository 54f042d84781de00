package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.LearningListener;

/**
 * A method at work. Tasks are numbered from 0; what was learned after each of them is kept in
 * files, so that any of these states can be judged at any time.
 */
interface Learner {
  /** Name under which what is learned is kept; methods that have it in common learn once. */
  String stateName();

  /** Whether there is something to judge after a task. */
  default boolean learnsAt(int task) {
    return true;
  }

  /** Whether the scores of earlier tasks are what they were, since nothing is ever learned. */
  default boolean isConstant() {
    return false;
  }

  /**
   * Learns a task after those before it, and keeps the state in files.
   *
   * @return number of learned parameters that are kept by now
   */
  long learn(int task, LearningListener listener);

  /** Goes back to the state after a task, to be judged. */
  void goTo(int task);

  /**
   * Makes the segmenter ready for its current image.
   *
   * @param task of the image
   * @return whether what was learned for this task is in use; true where there is no choice
   */
  boolean prepare(int task);
}
