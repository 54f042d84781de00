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
 * mode the log instead of the window. Escape, or stopping or closing the window, ends the run.
 */
final class RunProgress implements LearningListener {
  private final LearningSettings settings;
  private final Optional<RunWindow> window;
  private final long start = System.nanoTime();

  RunProgress(String name, LearningSettings settings) {
    this.settings = settings;
    boolean isSilent = GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode();
    window = isSilent ? Optional.empty() : Optional.of(new RunWindow(name));
    IJ.resetEscape(); // it may have been pressed long before
  }

  @Override
  public void stage(String what) {
    IJ.showStatus("EvoSAM: " + what);
    window.ifPresent(w -> w.say(what));
    say(what);
  }

  @Override
  public void step(long step, long steps, float loss) {
    double minutes = (System.nanoTime() - start) / 6e10;
    double timeShare = 60_000 * minutes / settings.budget().toMillis();
    IJ.showProgress(Math.min(1, Math.max((double) step / steps, timeShare)));
    String where =
        String.format(
            Locale.ROOT,
            "step %d of %d, loss %.3f, %.1f min (Esc keeps the best so far)",
            step,
            steps,
            loss,
            minutes);
    IJ.showStatus("EvoSAM: " + where);
    window.ifPresent(w -> w.say("Learning: " + where));
    window.ifPresent(w -> w.loss(step, loss));
  }

  @Override
  public void validated(long step, double dice) {
    say(String.format(Locale.ROOT, "step %d, validation Dice %.3f", step, dice));
    window.ifPresent(w -> w.dice(step, dice));
  }

  /** Whether the user wants it to end. */
  boolean isCancelled() {
    if (IJ.escapePressed()) {
      window.ifPresent(RunWindow::wishToStop);
      return true;
    }
    return window.map(RunWindow::isStopped).orElse(false);
  }

  /** The window; empty without a screen and in batch mode. */
  Optional<RunWindow> window() {
    return window;
  }

  /** Shows the end. */
  void done() {
    IJ.showProgress(1.0);
    IJ.showStatus("");
  }

  private void say(String what) {
    if (window.isEmpty()) {
      IJ.log("EvoSAM Learn Task: " + what);
    }
  }
}
