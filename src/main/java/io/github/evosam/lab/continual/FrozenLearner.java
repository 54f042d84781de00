package io.github.evosam.lab.continual;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.learning.LearningListener;

/**
 * Learns nothing: the base model as it is.
 *
 * @param segmenter the open model
 */
record FrozenLearner(Segmenter segmenter) implements Learner {
  @Override
  public String stateName() {
    return ContinualMethod.FROZEN.key();
  }

  @Override
  public boolean isConstant() {
    return true;
  }

  @Override
  public long learn(int task, LearningListener listener) {
    return 0;
  }

  @Override
  public void goTo(int task) {
    segmenter.use(ExpertChoice.NONE);
  }

  @Override
  public boolean prepare(int task) {
    return true;
  }
}
