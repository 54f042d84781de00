package io.github.evosam.imagej.evaluation;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import io.github.evosam.engine.evaluation.InstanceScores;
import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.engine.evaluation.ScoreSummary;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Draws scores; needs no window. */
public final class EvaluationPlots {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;
  private static final double PERCENT = 100;

  /** Colours that people with colour blindness can tell apart (Okabe &amp; Ito 2008). */
  private static final Color BLUE = new Color(0x0072B2);

  private static final Color ORANGE = new Color(0xE69F00);
  private static final Color GREEN = new Color(0x009E73);

  private EvaluationPlots() {}

  /**
   * A stack of both plots.
   *
   * @param planes at least one
   */
  public static ImagePlus stack(String title, List<PlaneScores> planes) {
    ImageStack stack = new ImageStack();
    stack.addSlice("Average precision", averagePrecision(planes).getProcessor());
    stack.addSlice("Scores", scores(planes).getProcessor());
    return new ImagePlus(title, stack);
  }

  /** Average precision of all planes' objects over the IoU from which on objects are the same. */
  public static ImagePlus averagePrecision(List<PlaneScores> planes) {
    InstanceScores all = ScoreSummary.of(planes).instances();
    double[] x = InstanceScores.IOU_PERCENTS.stream().mapToDouble(p -> p / PERCENT).toArray();
    double[] y = InstanceScores.IOU_PERCENTS.stream().mapToDouble(all::averagePrecision).toArray();
    Plot plot = plot("Average precision", "IoU threshold", "Average precision");
    plot.setLimits(0.48, 0.97, 0, 1.05);
    plot.setColor(BLUE, BLUE);
    plot.add("connected circle", x, y);
    return drawn(plot);
  }

  /** Dice, IoU and surface Dice of each plane, in the table's order. */
  public static ImagePlus scores(List<PlaneScores> planes) {
    Plot plot = plot("Scores", "Plane", "Score");
    plot.setLimits(0.5, planes.size() + 0.5, 0, 1.25); // room for the legend
    add(plot, planes, BLUE, PlaneScores::dice);
    add(plot, planes, ORANGE, PlaneScores::iou);
    add(plot, planes, GREEN, PlaneScores::surfaceDice);
    plot.setColor(Color.BLACK);
    plot.setLineWidth(1);
    plot.addLegend("Dice\nIoU\nSurface Dice", "top-right");
    return drawn(plot);
  }

  private static void add(
      Plot plot, List<PlaneScores> planes, Color colour, ToDoubleFunction<PlaneScores> score) {
    plot.setColor(colour, colour);
    double[] x = IntStream.rangeClosed(1, planes.size()).asDoubleStream().toArray();
    plot.add("circle", x, planes.stream().mapToDouble(score).toArray());
  }

  private static Plot plot(String title, String x, String y) {
    Plot plot = new Plot(title, x, y);
    plot.setSize(WIDTH, HEIGHT);
    plot.setLineWidth(2);
    return plot;
  }

  private static ImagePlus drawn(Plot plot) {
    plot.setColor(Color.BLACK);
    plot.setLineWidth(1);
    return new ImagePlus(plot.getTitle(), plot.getProcessor().convertToRGB());
  }
}
