package io.github.evosam.engine;

import io.github.evosam.engine.learning.LearningListener;

/** Hears nothing. */
public class Quiet implements LearningListener {
  @Override
  public void stage(String what) {}

  @Override
  public void step(long step, long steps, float loss) {}

  @Override
  public void validated(long step, double dice) {}
}
