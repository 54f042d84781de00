package io.github.evosam.imagej.command.learn;

import ij.gui.Plot;
import java.util.ArrayList;
import java.util.List;

/** The loss and the validation Dice of a run so far, to be drawn. */
final class DiceCurve {
  /** The loss of a batch jumps; each point shown is a running mean with this much of the new. */
  private static final double NEW_SHARE = 0.1;

  /** Above the curves, for the legend: a share of what is below. */
  private static final double HEADROOM = 0.25;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;

  private final List<Double> steps = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private final List<Double> judgedSteps = new ArrayList<>();
  private final List<Double> dice = new ArrayList<>();

  /** Adds a step's loss. */
  void loss(long step, float loss) {
    double before = losses.isEmpty() ? loss : losses.get(losses.size() - 1);
    steps.add((double) step);
    losses.add(before + NEW_SHARE * (loss - before));
  }

  /** Adds a judgement. */
  void dice(long step, double value) {
    judgedSteps.add((double) step);
    dice.add(value);
  }

  /** The curves so far; no window is needed. */
  Plot plot() {
    Plot plot = new Plot("Learning", "Step", "Loss and Dice");
    double last = Math.max(1, Math.max(last(steps), last(judgedSteps)));
    double highest = losses.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    plot.setSize(WIDTH, HEIGHT);
    plot.setLimits(0, last, 0, Math.max(1, highest) * (1 + HEADROOM));
    plot.setColor("red");
    plot.add("line", array(steps), array(losses));
    plot.setColor("blue");
    plot.add("connected circle", array(judgedSteps), array(dice));
    plot.setColor("black");
    plot.addLegend("loss\tvalidation Dice", "top-right");
    return plot;
  }

  private static double last(List<Double> values) {
    return values.isEmpty() ? 0 : values.get(values.size() - 1);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
