package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.lab.continual.Judge.Judged;
import io.github.evosam.lab.continual.Results.Learned;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the tasks, and at each of them through the methods; leaves out what has its result
 * already.
 *
 * @param plan of the comparison
 * @param results so far
 * @param judge of all methods
 * @param learners puts methods together
 * @param listener hears of the progress
 */
record ContinualRun(
    ContinualPlan plan,
    Results results,
    Judge judge,
    MethodFactory learners,
    LearningListener listener) {

  ContinualReport run(String model) {
    Map<ContinualMethod, Learner> all = new EnumMap<>(ContinualMethod.class);
    plan.methods().forEach(method -> all.put(method, learners.of(method)));
    for (int task = 0; task < plan.taskCount(); task++) {
      for (ContinualMethod method : plan.methods()) {
        if (all.get(method).learnsAt(task)) {
          learn(method, all.get(method), task);
          score(method, all.get(method), task);
        }
      }
    }
    if (plan.settings().clicks()) {
      countClicks(ContinualMethod.FROZEN, learners.of(ContinualMethod.FROZEN));
      plan.methods().forEach(method -> countClicks(method, all.get(method)));
    }
    return report(model, all);
  }

  private void learn(ContinualMethod method, Learner learner, int task) {
    if (results.learned(learner, task).isEmpty()) {
      tell(method, task, "learning");
      long start = System.nanoTime();
      long parameters = learner.learn(task, listener);
      double seconds = (System.nanoTime() - start) / 1e9;
      results.put(learner, task, new Learned(seconds, parameters));
    }
  }

  private void score(ContinualMethod method, Learner learner, int task) {
    if (results.judged(method, task).isEmpty()) {
      tell(method, task, "judging");
      Optional<Judged> before =
          learner.isConstant() && task > 0 ? results.judged(method, task - 1) : Optional.empty();
      results.put(method, task, judge.dice(learner, task, before));
    }
  }

  private void countClicks(ContinualMethod method, Learner learner) {
    if (results.clicks(method).isEmpty()) {
      listener.stage("%s: counting clicks".formatted(method.key()));
      results.put(method, judge.clicks(learner));
    }
  }

  private void tell(ContinualMethod method, int task, String what) {
    listener.stage(
        "%s: %s, task %d of %d, %s"
            .formatted(
                method.key(), what, task + 1, plan.taskCount(), plan.tasks().get(task).name()));
  }

  private ContinualReport report(String model, Map<ContinualMethod, Learner> all) {
    Map<String, MethodResult> methods = new LinkedHashMap<>();
    plan.methods().forEach(m -> methods.put(m.key(), results.of(m, all.get(m))));
    return new ContinualReport(
        model, plan.tasks().stream().map(ContinualTask::name).toList(), methods);
  }
}
