package io.github.evosam.learning;

/**
 * How far an expert's training is, in steps or in time, whichever is nearer to its end. Ten times
 * on the way the expert is judged.
 */
final class Progress {
  private static final int WARMUP = 10;
  private static final int CHECKS = 10;

  private final LearningOptions options;
  private final LearningRate rate;
  private final TrainingState.Reached before;
  private final long start = System.nanoTime();
  private long step;
  private int checks;
  private boolean over;

  Progress(LearningOptions options, TrainingState.Reached before) {
    this.options = options;
    this.before = before;
    step = before.step();
    int warmup = (int) Math.min(WARMUP, options.steps() - 1);
    rate = new LearningRate(options.learningRate(), 0, warmup, options.steps());
    checks = (int) (share() * CHECKS);
    over = share() >= 1;
  }

  /** Share of the steps or of the time, the larger, 0..1. */
  private double share() {
    double time = seconds() / (options.budget().toMillis() / 1e3);
    return Math.min(1, Math.max((double) step / options.steps(), time));
  }

  private double seconds() {
    return before.seconds() + (System.nanoTime() - start) / 1e9;
  }

  /** The rate of the next step. */
  float learningRate() {
    return rate.at(Math.max(step + 1, (long) (share() * options.steps())));
  }

  /**
   * Counts a step.
   *
   * @param stopped whether the training is to end with it
   * @return whether the expert is to be judged now
   */
  boolean advance(boolean stopped) {
    step++;
    over = stopped || share() >= 1;
    boolean check = over || (int) (share() * CHECKS) > checks;
    checks = (int) (share() * CHECKS);
    return check;
  }

  /** Whether all is done. */
  boolean isOver() {
    return over;
  }

  /** Steps and time so far. */
  TrainingState.Reached reached() {
    return new TrainingState.Reached(step, seconds());
  }
}
