package io.github.evosam.imagej.command.learn;

import ij.gui.Plot;
import ij.gui.PlotWindow;

/**
 * The window in which a run's curves grow. Closing it is a wish to stop. Used by the thread that
 * learns.
 */
final class LearningWindow {
  private static final long REDRAW_NANOS = 500_000_000L;

  private final LearningCurve curve;
  private PlotWindow window;
  private long drawnNanos;

  /** A window that opens with the first point. */
  LearningWindow(String name) {
    curve = new LearningCurve(name);
  }

  /** Adds a step's loss; drawn twice a second at most. */
  void loss(long step, float loss) {
    curve.loss(step, loss);
    if (System.nanoTime() - drawnNanos > REDRAW_NANOS) {
      draw();
    }
  }

  /** Adds a judgement. */
  void dice(long step, double value) {
    curve.dice(step, value);
    draw();
  }

  /** Whether the user has closed the window. */
  boolean isClosed() {
    return window != null && window.isClosed();
  }

  /** Shows the latest state, unless the user has closed the window. */
  void draw() {
    if (isClosed()) {
      return;
    }
    Plot plot = curve.plot();
    if (window == null) {
      window = plot.show();
    } else {
      window.drawPlot(plot);
    }
    drawnNanos = System.nanoTime();
  }
}
