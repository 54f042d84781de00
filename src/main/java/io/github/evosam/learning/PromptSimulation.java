package io.github.evosam.learning;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.sam.network.PromptTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
  private final boolean[] boxed;

  /** How a simulated user begins. */
  public enum Start {
    /** A jittered box. */
    BOX,
    /** A click on the object. */
    POINT,
    /** A click, then a jittered box. */
    POINT_AND_BOX,
    /** No prompt: corrections of a mask that is there. */
    NOTHING
  }

  /**
   * Draws the first prompts, of one kind for all objects.
   *
   * @param truths the objects, in the frame of the model's input; none empty
   */
  public PromptSimulation(List<Mask> truths, Start start, RandomGenerator random) {
    this(truths, Collections.nCopies(truths.size(), start), random);
  }

  /**
   * Draws the first prompts.
   *
   * @param truths the objects, in the frame of the model's input; none empty
   * @param starts how each begins
   */
  public PromptSimulation(List<Mask> truths, List<Start> starts, RandomGenerator random) {
    this.truths = truths;
    this.boxed = new boolean[truths.size()];
    for (int i = 0; i < boxed.length; i++) {
      Mask truth = truths.get(i);
      boxed[i] = starts.get(i) == Start.BOX || starts.get(i) == Start.POINT_AND_BOX;
      coordinates.add(new ArrayList<>());
      kinds.add(new ArrayList<>());
      if (boxed[i]) {
        addBox(i, jitter(truth.boundingBox().orElseThrow(), truth, random));
      }
      if (starts.get(i) == Start.POINT || starts.get(i) == Start.POINT_AND_BOX) {
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
    int at = kinds.get(i).size() - (boxed[i] ? 2 : 0);
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

  /**
   * The prompts so far, closed by a padding token where there is no box (official convention), or
   * fewer prompts than of another object.
   */
  public PromptTokens tokens() {
    int count = 0;
    for (int i = 0; i < boxed.length; i++) {
      count = Math.max(count, kinds.get(i).size() + (boxed[i] ? 0 : 1));
    }
    double[][][] xy = new double[truths.size()][count][2];
    int[][] kind = new int[truths.size()][count];
    for (int i = 0; i < xy.length; i++) {
      Arrays.fill(kind[i], PromptTokens.PADDING);
      for (int t = 0; t < kinds.get(i).size(); t++) {
        xy[i][t] = coordinates.get(i).get(t);
        kind[i][t] = kinds.get(i).get(t);
      }
    }
    return new PromptTokens(xy, kind);
  }
}
