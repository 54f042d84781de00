package io.github.evosam.learning;

/**
 * How far an expert's training is, in steps or in time, whichever is nearer to its end. Ten times
 * on the way the expert is judged.
 */
final class Progress {
  private static final int WARMUP = 20;
  private static final int CHECKS = 10;

  /**
   * Share of the time that does not count, so that a slow beginning changes nothing where the time
   * is enough for all steps.
   */
  private static final double SLACK = 0.25;

  private final OptimizerOptions options;
  private final TrainerState.Reached before;
  private final long start = System.nanoTime();
  private long step;
  private int checks;
  private boolean over;

  Progress(OptimizerOptions options, TrainerState.Reached before) {
    this.options = options;
    this.before = before;
    step = before.step();
    checks = (int) (share(step) * CHECKS);
    over = share(step) >= 1;
  }

  /** How far the training is when so many steps are done, 0..1. */
  private double share(long steps) {
    double time = seconds() / (options.budget().toMillis() / 1e3);
    return share((double) steps / options.steps(), time);
  }

  /** How far work is that ends with its steps or its time, 0..1, by the shares of both. */
  static double share(double ofSteps, double ofTime) {
    return Math.min(1, Math.max(ofSteps, (ofTime - SLACK) / (1 - SLACK)));
  }

  private double seconds() {
    return before.seconds() + (System.nanoTime() - start) / 1e9;
  }

  /** The rate of the next step: rises over the first steps, falls by half a cosine to the end. */
  float learningRate() {
    double warmup = Math.min(1, (step + 1.0) / WARMUP);
    return (float)
        (options.learningRate() * warmup * 0.5 * (1 + Math.cos(Math.PI * share(step + 1))));
  }

  /**
   * Counts a step.
   *
   * @param stopped whether the training is to end with it
   * @return whether the expert is to be judged now
   */
  boolean advance(boolean stopped) {
    step++;
    over = stopped || share(step) >= 1;
    boolean check = over || (int) (share(step) * CHECKS) > checks;
    checks = (int) (share(step) * CHECKS);
    return check;
  }

  /** Whether all is done. */
  boolean isOver() {
    return over;
  }

  /** Steps and time so far. */
  TrainerState.Reached reached() {
    return new TrainerState.Reached(step, seconds());
  }
}
