package io.github.evosam.lab.continual;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;

/**
 * Puts the methods together.
 *
 * @param segmenter the open model, over the catalogue
 * @param catalogue of this comparison alone
 * @param plan of the comparison
 * @param folder of the comparison
 */
record MethodFactory(
    Segmenter segmenter, ExpertCatalogue catalogue, ContinualPlan plan, RunFolder folder) {

  /** A method at work. */
  Learner of(ContinualMethod method) {
    ContinualSettings settings = plan.settings();
    return switch (method) {
      case EVOSAM -> experts(true);
      case ORACLE -> experts(false);
      case FROZEN -> new FrozenLearner(segmenter);
      case SEQUENTIAL -> new AdapterLearner(method, adapter(1), plan.tasks(), folder);
      case EWC -> new ElasticLearner(adapter(1), plan.tasks(), folder, settings.ewcStrength());
      case LWF -> new DistillingLearner(adapter(1), plan.tasks(), folder, settings.lwfWeight());
      case REPLAY -> new ReplayLearner(adapter(1), plan.tasks(), folder, settings.replayImages());
      case JOINT -> new JointLearner(adapter(plan.taskCount()), plan.tasks(), folder);
    };
  }

  private Learner experts(boolean matched) {
    return new ExpertLearner(
        segmenter, catalogue, plan.tasks(), plan.settings().learning(1), folder, matched);
  }

  private SharedAdapter adapter(int tasksAtOnce) {
    return new SharedAdapter(segmenter, plan.settings().learning(tasksAtOnce));
  }
}
