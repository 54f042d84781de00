package io.github.evosam.engine.learning;

/** Hears how learning goes on, on the thread that learns. */
public interface LearningListener {
  /** A part of the work begins, told in a few words. */
  void stage(String what);

  /**
   * A step is done.
   *
   * @param step from 1
   * @param steps at most
   * @param loss of the step
   */
  void step(long step, long steps, float loss);

  /**
   * The expert was judged.
   *
   * @param step number of steps done
   * @param dice promptless, on a part of the validation images
   */
  void validated(long step, double dice);
}
