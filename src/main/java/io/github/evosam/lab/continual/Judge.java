package io.github.evosam.lab.continual;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.evaluation.Evaluation.ObjectResult;
import io.github.evosam.engine.evaluation.EvaluationPrompts;
import io.github.evosam.engine.learning.TaskImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges learners on the test images of tasks.
 *
 * @param segmenter that all learners share
 * @param tasks in their order
 */
record Judge(Segmenter segmenter, List<ContinualTask> tasks) {
  private static final EvaluationPrompts NO_PROMPT = EvaluationPrompts.parse("none");
  private static final EvaluationPrompts CLICKS = EvaluationPrompts.parse("clicks:20");
  private static final int MAX_OBJECTS = 30;
  private static final double TOLERANCE_PIXELS = 2;

  /**
   * Scores after a task.
   *
   * @param dice mean Dice of each task so far, without a prompt
   * @param own number of images of each task that were segmented with what was learned for it
   */
  record Judged(List<Double> dice, List<Integer> own) {}

  /**
   * Scores a learner on all tasks so far.
   *
   * @param before its scores after the task before, if they hold for ever
   */
  Judged dice(Learner learner, int last, Optional<Judged> before) {
    learner.goTo(last);
    List<Double> dice = new ArrayList<>(before.map(Judged::dice).orElse(List.of()));
    List<Integer> own = new ArrayList<>(before.map(Judged::own).orElse(List.of()));
    for (int task = dice.size(); task <= last; task++) {
      double sum = 0;
      int right = 0;
      for (TaskImage image : tasks.get(task).test()) {
        right += prepare(learner, task, image) ? 1 : 0;
        sum += evaluate(image, NO_PROMPT).get(0).metrics().dice();
      }
      dice.add(sum / tasks.get(task).test().size());
      own.add(right);
    }
    return new Judged(dice, own);
  }

  /** Mean number of clicks to a Dice of 0.90, at most 20, over the objects of each task. */
  List<Double> clicks(Learner learner) {
    learner.goTo(tasks.size() - 1);
    return IntStream.range(0, tasks.size())
        .mapToObj(
            task ->
                tasks.get(task).test().stream()
                    .flatMap(image -> clicked(learner, task, image).stream())
                    .mapToInt(ObjectResult::clicksTo90)
                    .average()
                    .orElse(0))
        .toList();
  }

  private List<ObjectResult> clicked(Learner learner, int task, TaskImage image) {
    prepare(learner, task, image);
    return evaluate(image, CLICKS);
  }

  private boolean prepare(Learner learner, int task, TaskImage image) {
    segmenter.setImage(image.plane().plane());
    return learner.prepare(task);
  }

  private List<ObjectResult> evaluate(TaskImage image, EvaluationPrompts prompts) {
    return segmenter.evaluate(image.plane(), prompts, MAX_OBJECTS, TOLERANCE_PIXELS);
  }
}
