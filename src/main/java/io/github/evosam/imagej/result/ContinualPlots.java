package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Draws how well methods keep what they learned; needs no window. */
public final class ContinualPlots {
  /** Dice averaged over the tasks so far, after each task. */
  public static final String AVERAGE = "average-dice.png";

  /** Dice of the first task, after each task. */
  public static final String FIRST_TASK = "first-task-dice.png";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;

  /** Room for the legend beside the curves, as a share of the axis. */
  private static final double LEGEND = 0.45;

  /**
   * Colours that people with colour blindness can tell apart (Okabe &amp; Ito 2008), one for each
   * method.
   */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0x56B4E9),
          new Color(0x999999),
          new Color(0xD55E00),
          new Color(0xE69F00),
          new Color(0xCC79A7),
          new Color(0x009E73),
          Color.BLACK);

  /**
   * How one method fared.
   *
   * @param name of the method, for the legend
   * @param colour which of the eight colours, from 0, so that a method has the same in all plots
   * @param matrix row k: Dice of each task so far after learning k + 1 tasks; empty rows where the
   *     method learns later
   */
  public record Curve(String name, int colour, List<List<Double>> matrix) {}

  private ContinualPlots() {}

  /**
   * Writes {@value #AVERAGE} and {@value #FIRST_TASK}.
   *
   * @param tasks names in the order of learning
   * @throws ImageFileException if a file cannot be written
   */
  public static void write(List<String> tasks, List<Curve> curves, Path folder) {
    ImageWriting.png(
        plot(tasks.size(), curves, "Mean Dice of the tasks so far", ContinualPlots::mean),
        folder.resolve(AVERAGE));
    String first = "Dice of " + tasks.get(0);
    ImageWriting.png(
        plot(tasks.size(), curves, first, row -> row.get(0)), folder.resolve(FIRST_TASK));
  }

  private static double mean(List<Double> row) {
    return row.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static ImagePlus plot(
      int tasks, List<Curve> curves, String title, ToDoubleFunction<List<Double>> height) {
    Plot plot = new Plot(title, "tasks learned", title);
    plot.setSize(WIDTH, HEIGHT);
    plot.setLimits(0.5, tasks + 0.5 + LEGEND * tasks, 0, 1);
    plot.setLineWidth(2);
    for (Curve curve : curves) {
      Color colour = COLOURS.get(curve.colour());
      plot.setColor(colour, colour); // markers, and what connects them
      add(plot, curve.matrix(), height);
    }
    plot.setColor(Color.BLACK);
    plot.setLineWidth(1);
    plot.addLegend(String.join("\n", curves.stream().map(Curve::name).toList()), "top-right");
    return new ImagePlus(title, plot.getProcessor());
  }

  /** The curve of a method; a point where it learned all tasks at once. */
  private static void add(
      Plot plot, List<List<Double>> matrix, ToDoubleFunction<List<Double>> height) {
    int[] learned =
        IntStream.range(0, matrix.size()).filter(k -> !matrix.get(k).isEmpty()).toArray();
    double[] x = IntStream.of(learned).mapToDouble(k -> k + 1).toArray();
    double[] y =
        IntStream.of(learned).mapToDouble(k -> height.applyAsDouble(matrix.get(k))).toArray();
    plot.add(learned.length == 1 ? "circle" : "connected circle", x, y);
  }
}
