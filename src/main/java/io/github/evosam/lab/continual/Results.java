package io.github.evosam.lab.continual;

import io.github.evosam.lab.continual.Judge.Judged;
import io.github.evosam.lab.continual.method.PerformanceMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of a comparison in its folder: what is there is not worked out again.
 *
 * @param folder of the comparison
 * @param plan of it
 */
record Results(RunFolder folder, ContinualPlan plan) {
  /**
   * What learning a task took.
   *
   * @param seconds wall time
   * @param parameters kept by then
   */
  record Learned(double seconds, long parameters) {}

  private static String name(String who, String what, int task) {
    return "%s-%s-%02d".formatted(who, what, task + 1);
  }

  Optional<Learned> learned(Learner learner, int task) {
    return folder.read(name(learner.stateName(), "learned", task), Learned.class);
  }

  void put(Learner learner, int task, Learned learned) {
    folder.write(name(learner.stateName(), "learned", task), learned);
  }

  Optional<Judged> judged(ContinualMethod method, int task) {
    return folder.read(name(method.key(), "judged", task), Judged.class);
  }

  void put(ContinualMethod method, int task, Judged judged) {
    folder.write(name(method.key(), "judged", task), judged);
  }

  /** Clicks for each task; empty if they were not counted. */
  Optional<List<Double>> clicks(ContinualMethod method) {
    return folder.read(method.key() + "-clicks", Double[].class).map(Arrays::asList);
  }

  void put(ContinualMethod method, List<Double> clicks) {
    folder.write(method.key() + "-clicks", clicks);
  }

  /** All of a method that is through. */
  MethodResult of(ContinualMethod method, Learner learner) {
    PerformanceMatrix matrix = matrix(method);
    List<Learned> learned = learnedTasks(learner);
    List<Double> seconds = learned.stream().map(Learned::seconds).toList();
    double allSeconds = seconds.stream().mapToDouble(Double::doubleValue).sum();
    Optional<List<Double>> after = plan.settings().clicks() ? clicks(method) : Optional.empty();
    return new MethodResult(
        matrix.rows(),
        matrix.average(),
        orNull(matrix.forgetting()),
        orNull(matrix.backwardTransfer()),
        method.routes() ? routingAccuracy(method) : null,
        learned.get(learned.size() - 1).parameters(),
        allSeconds / plan.taskCount(),
        seconds,
        after.flatMap(any -> clicks(ContinualMethod.FROZEN)).map(Results::mean).orElse(null),
        after.map(Results::mean).orElse(null),
        after.orElse(null));
  }

  private PerformanceMatrix matrix(ContinualMethod method) {
    List<List<Double>> rows = new ArrayList<>();
    for (int task = 0; task < plan.taskCount(); task++) {
      rows.add(judged(method, task).map(Judged::dice).orElse(List.of()));
    }
    return new PerformanceMatrix(rows);
  }

  private List<Learned> learnedTasks(Learner learner) {
    List<Learned> learned = new ArrayList<>();
    for (int task = 0; task < plan.taskCount(); task++) {
      learned(learner, task).ifPresent(learned::add);
    }
    return learned;
  }

  private double routingAccuracy(ContinualMethod method) {
    int own =
        judged(method, plan.taskCount() - 1).orElseThrow().own().stream()
            .mapToInt(Integer::intValue)
            .sum();
    int images = plan.tasks().stream().mapToInt(task -> task.test().size()).sum();
    return (double) own / images;
  }

  private static Double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
