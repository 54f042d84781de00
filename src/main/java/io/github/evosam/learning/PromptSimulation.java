package io.github.evosam.learning;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.sam.network.PromptTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Simulates a user who shows an object: a first box, a first click or both, then clicks on errors.
 * All prompts of one batch are of one kind, so that none carries padding it would not have in use.
 */
public final class PromptSimulation {
  /**
   * Standard deviation of a box corner, as share of the box's side (Kirillov et al. 2023, App. A).
   */
  private static final double JITTER = 0.07;

  private static final double MAX_JITTER_PIXELS = 20;
  private static final double CENTRE_CLICK_SHARE = 0.5;

  private final List<List<double[]>> coordinates = new ArrayList<>();
  private final List<List<Integer>> kinds = new ArrayList<>();
  private final List<Mask> truths;
  private final boolean boxed;

  /** How a simulated user begins. */
  public enum Start {
    /** A jittered box. */
    BOX,
    /** A click on the object. */
    POINT,
    /** A click, then a jittered box. */
    POINT_AND_BOX
  }

  /**
   * Draws the first prompts.
   *
   * @param truths the objects, in the frame of the model's input; none empty
   */
  public PromptSimulation(List<Mask> truths, Start start, RandomGenerator random) {
    this.truths = truths;
    this.boxed = start != Start.POINT;
    for (Mask truth : truths) {
      coordinates.add(new ArrayList<>());
      kinds.add(new ArrayList<>());
      int i = coordinates.size() - 1;
      if (boxed) {
        addBox(i, jitter(truth.boundingBox().orElseThrow(), truth, random));
      }
      if (start != Start.BOX) {
        addClick(i, firstClick(truth, random));
      }
    }
  }

  private static PointPrompt firstClick(Mask truth, RandomGenerator random) {
    if (random.nextDouble() < CENTRE_CLICK_SHARE) {
      return ErrorClick.centre(truth, true);
    }
    BitSet bits = truth.toBitSet();
    int[] pixels = bits.stream().toArray();
    int pixel = pixels[random.nextInt(pixels.length)];
    int width = truth.size().width();
    return new PointPrompt(pixel % width, pixel / width, true);
  }

  private static BoxPrompt jitter(BoxPrompt box, Mask truth, RandomGenerator random) {
    double maxX = truth.size().width() - 1;
    double maxY = truth.size().height() - 1;
    double x0 = clamp(box.x0() + offset(box.width(), random), maxX);
    double x1 = clamp(box.x1() + offset(box.width(), random), maxX);
    double y0 = clamp(box.y0() + offset(box.height(), random), maxY);
    double y1 = clamp(box.y1() + offset(box.height(), random), maxY);
    return new BoxPrompt(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }

  private static double offset(double side, RandomGenerator random) {
    double offset = random.nextGaussian() * JITTER * side;
    return Math.max(-MAX_JITTER_PIXELS, Math.min(MAX_JITTER_PIXELS, offset));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(max, value));
  }

  private void addBox(int i, BoxPrompt box) {
    coordinates.get(i).add(new double[] {box.x0(), box.y0()});
    kinds.get(i).add(PromptTokens.BOX_TOP_LEFT);
    coordinates.get(i).add(new double[] {box.x1(), box.y1()});
    kinds.get(i).add(PromptTokens.BOX_BOTTOM_RIGHT);
  }

  private void addClick(int i, PointPrompt click) {
    // points come before box corners, as in the official prompt encoder
    int at = kinds.get(i).size() - (boxed ? 2 : 0);
    coordinates.get(i).add(at, new double[] {click.x(), click.y()});
    kinds.get(i).add(at, click.positive() ? PromptTokens.POSITIVE : PromptTokens.NEGATIVE);
  }

  /**
   * Adds one click to each object, at the centre of its largest error; on the object's centre where
   * the prediction is already exact.
   *
   * @param predicted current masks, in the frame of the model's input
   */
  public void correct(List<Mask> predicted) {
    for (int i = 0; i < truths.size(); i++) {
      Mask truth = truths.get(i);
      addClick(
          i,
          ErrorClick.next(predicted.get(i), truth).orElseGet(() -> ErrorClick.centre(truth, true)));
    }
  }

  /** The prompts so far, closed by a padding token where there is no box (official convention). */
  public PromptTokens tokens() {
    double[][][] xy = new double[truths.size()][][];
    int[][] kind = new int[truths.size()][];
    for (int i = 0; i < xy.length; i++) {
      List<double[]> points = new ArrayList<>(coordinates.get(i));
      List<Integer> codes = new ArrayList<>(kinds.get(i));
      if (!boxed) {
        points.add(new double[2]);
        codes.add(PromptTokens.PADDING);
      }
      xy[i] = points.toArray(double[][]::new);
      kind[i] = codes.stream().mapToInt(Integer::intValue).toArray();
    }
    return new PromptTokens(xy, kind);
  }
}
