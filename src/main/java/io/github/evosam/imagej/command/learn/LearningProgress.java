package io.github.evosam.imagej.command.learn;

import ij.IJ;
import ij.macro.Interpreter;
import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.LearningSettings;
import java.awt.GraphicsEnvironment;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows how learning goes on: status bar, and a window with curves; without a screen or in batch
 * mode the log instead of the window. Escape, or closing the window, ends the run.
 */
final class LearningProgress implements LearningListener {
  private final LearningSettings settings;
  private final Optional<LearningWindow> window;
  private final long start = System.nanoTime();

  LearningProgress(String name, LearningSettings settings) {
    this.settings = settings;
    boolean isSilent = GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode();
    window = isSilent ? Optional.empty() : Optional.of(new LearningWindow(name));
    IJ.resetEscape(); // it may have been pressed long before
  }

  @Override
  public void stage(String what) {
    IJ.showStatus("EvoSAM: " + what);
    say(what);
  }

  @Override
  public void step(long step, long steps, float loss) {
    double minutes = (System.nanoTime() - start) / 6e10;
    double timeShare = 60_000 * minutes / settings.budget().toMillis();
    IJ.showProgress(Math.min(1, Math.max((double) step / steps, timeShare)));
    IJ.showStatus(
        String.format(
            Locale.ROOT,
            "EvoSAM: step %d of %d, loss %.3f, %.1f min (Esc keeps the best so far)",
            step,
            steps,
            loss,
            minutes));
    window.ifPresent(w -> w.loss(step, loss));
  }

  @Override
  public void validated(long step, double dice) {
    say(String.format(Locale.ROOT, "step %d, validation Dice %.3f", step, dice));
    window.ifPresent(w -> w.dice(step, dice));
  }

  /** Whether the user wants it to end. */
  boolean isCancelled() {
    return IJ.escapePressed() || window.map(LearningWindow::isClosed).orElse(false);
  }

  /** Shows the end. */
  void done() {
    window.ifPresent(LearningWindow::draw);
    IJ.showProgress(1.0);
    IJ.showStatus("");
  }

  private void say(String what) {
    if (window.isEmpty()) {
      IJ.log("EvoSAM Learn Task: " + what);
    }
  }
}
