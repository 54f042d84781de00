package io.github.evosam.engine;

/** Hears nothing. */
class Quiet implements LearningListener {
  @Override
  public void stage(String what) {}

  @Override
  public void step(long step, long steps, float loss) {}

  @Override
  public void validated(long step, double dice) {}
}
