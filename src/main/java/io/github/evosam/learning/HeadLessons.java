package io.github.evosam.learning;

import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.util.function.BooleanSupplier;

/**
 * The lessons that a head has of its own within a training: one before all parts learn together,
 * and one when the others have changed what it sees.
 *
 * @param model with the expert in place
 * @param expert that has a head
 * @param options of the training
 * @param lessons that tiles are drawn from
 * @param listener judges
 * @param stop true ends a lesson
 */
record HeadLessons(
    SamModel model,
    LoraExpert expert,
    OptimizerOptions options,
    SampleBatches lessons,
    ExpertTraining.Listener listener,
    BooleanSupplier stop) {
  /** Score that a head must reach alone on most images for learning to go on from it. */
  private static final double LEAST_BY_PIXELS = 0.5;

  /**
   * Teaches the head alone, unless single pixels tell too little of the task, or less than is known
   * already by what learning starts from: a head that has learned them by heart leaves nothing for
   * the other parts to learn from.
   *
   * @param best is offered what the lesson reached
   * @param known score of what learning starts from
   */
  void first(BestState best, double known) {
    if (!isNew() && !pixelsTell()) {
      return;
    }
    BestState before = present();
    teach(0);
    Scores scores = listener.validate(0);
    best.offer(scores.mean());
    if (scores.ofMost() < LEAST_BY_PIXELS || scores.mean() < known) {
      before.restore();
    }
  }

  /**
   * Teaches the head of the best state once more.
   *
   * @param best is offered what the lesson reached
   * @param step number of steps done
   */
  void last(BestState best, long step) {
    teach(1);
    best.offer(listener.validate(step).mean());
  }

  private BestState present() {
    BestState present = new BestState(expert.parameters());
    present.offer(0);
    return present;
  }

  /** Whether learning starts from nothing: a new head adds nothing, one that has learned does. */
  private boolean isNew() {
    return expert.parameters().get(LoraExpert.HEAD_OUTPUT).abs().sum().getFloat() == 0;
  }

  /**
   * Whether single pixels tell enough of the task, which an expert that knows a similar one does
   * not show: a new one in its place has the lesson. Nobody knows while nobody judges.
   */
  private boolean pixelsTell() {
    if (!listener.judges()) {
      return false;
    }
    BestState known = present();
    try (LoraExpert fresh =
        LoraExpert.create(
            model.weights(), expert.config(), model.weights().manager(), options.seed())) {
      for (String name : expert.parameters().names()) {
        expert.parameters().get(name).set(new NDIndex("..."), fresh.parameters().get(name));
      }
    }
    teach(0);
    Scores alone = listener.validate(0);
    known.restore();
    return alone.ofMost() >= LEAST_BY_PIXELS;
  }

  private void teach(int lesson) {
    HeadLesson.of(model, expert, options)
        .run(i -> lessons.tile(i, lesson), options.seed() + lesson, stop);
  }
}
