package io.github.evosam.cli.common;

import io.github.evosam.engine.learning.LearningListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells of the progress of learning, line by line, with the minutes since it was made. */
public final class ProgressLog implements LearningListener {
  private static final int REPORT_EVERY = 10;

  private final PrintWriter log;
  private final long start = System.nanoTime();

  public ProgressLog(PrintWriter log) {
    this.log = log;
  }

  @Override
  public void stage(String what) {
    log.println(what);
    log.flush();
  }

  @Override
  public void step(long step, long steps, float loss) {
    if (step % REPORT_EVERY == 0 || step == steps) {
      double minutes = (System.nanoTime() - start) / 6e10;
      log.printf(Locale.ROOT, "step %d/%d  loss %.3f  %.1f min%n", step, steps, loss, minutes);
      log.flush();
    }
  }

  @Override
  public void validated(long step, double dice) {
    log.printf(Locale.ROOT, "step %d  validation Dice %.3f%n", step, dice);
    log.flush();
  }
}
