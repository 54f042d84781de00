package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scaling;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws prompts as maps beside the image's features, as convolutional interactive segmentation does
 * (Sofiiuk et al. 2022).
 *
 * <p>Legend: N prompts, S input side, h = w = S / 2. Channels: 0 inside of the box, 1 its outline,
 * 2 clicks on the object, 3 clicks beside it, 4 earlier mask as tanh(logit / 2), 5 whether there is
 * one, 6 whether there is no prompt at all.
 *
 * @param inputSide side S of the model's input, pixels
 */
record PromptMaps(int inputSide) {
  /** Number of maps. */
  static final int CHANNELS = 7;

  /** Which of the maps says that there is no prompt. */
  static final int NO_PROMPT = 6;

  private static final int DRAWN = 4;
  private static final int BOX = 0;
  private static final int OUTLINE = 1;
  private static final int POSITIVE = 2;
  private static final int NEGATIVE = 3;
  private static final int STRIDE = PyramidDecoder.LOGITS_STRIDE;

  /** Radius of a click, pixels of the maps. */
  private static final double CLICK_RADIUS = 2.5;

  /** Distance from a box's outline up to which it is drawn, pixels of the maps. */
  private static final double OUTLINE_REACH = 1.5;

  /**
   * The maps of prompts.
   *
   * @param before an earlier mask {@code [N, 1, h, w]}, or {@link MaskStart#NONE}
   * @return {@code [N, 7, h, w]}, channels innermost in memory
   */
  NDArray of(PromptTokens prompts, MaskStart before, NDManager manager) {
    int side = inputSide / STRIDE;
    int n = prompts.prompts();
    float[] drawn = new float[n * side * side * DRAWN];
    for (int i = 0; i < n; i++) {
      Drawing drawing = new Drawing(drawn, i * side * side * DRAWN, side);
      drawing.all(prompts.coordinates()[i], prompts.kinds()[i]);
    }
    NDArray maps = manager.create(drawn, new Shape(n, side, side, DRAWN));
    Shape one = new Shape(n, side, side, 1);
    NDArray none = manager.zeros(one);
    NDArray earlier = none;
    NDArray hasEarlier = none;
    if (before.logits() != null) {
      earlier = Scaling.times(before.logits(), 0.5).tanh().reshape(one);
      hasEarlier = manager.ones(one);
    }
    return NDArrays.concat(new NDList(maps, earlier, hasEarlier, none), 3).transpose(0, 3, 1, 2);
  }

  /**
   * The maps at strides 2, 4, 8, 16 and 32: means, but maxima of what is small, outlines and
   * clicks.
   *
   * @param maps {@code [N, 7, h, w]}
   */
  static List<NDArray> pyramid(NDArray maps) {
    List<NDArray> levels = new ArrayList<>(List.of(maps));
    Shape two = new Shape(2, 2);
    Shape zero = new Shape(0, 0);
    for (int i = 1; i < EfficientNetEncoder.LEVELS; i++) {
      NDArray finer = levels.get(i - 1);
      NDArray means = finer.getNDArrayInternal().avgPool(two, two, zero, false, true);
      NDArray maxima = finer.getNDArrayInternal().maxPool(two, two, zero, false);
      levels.add(
          NDArrays.concat(
              new NDList(means.get(":, 0:1"), maxima.get(":, 1:4"), means.get(":, 4:")), 1));
    }
    return levels;
  }

  /**
   * The maps of one prompt.
   *
   * @param values channels innermost
   * @param base where they begin
   * @param side of the maps
   */
  private record Drawing(float[] values, int base, int side) {

    void all(double[][] xy, int[] kinds) {
      for (int t = 0; t < kinds.length; t++) {
        switch (kinds[t]) {
          case PromptTokens.BOX_TOP_LEFT -> box(xy[t], xy[t + 1]);
          case PromptTokens.POSITIVE -> click(xy[t], POSITIVE);
          case PromptTokens.NEGATIVE -> click(xy[t], NEGATIVE);
          default -> {} // no point, or the box's other corner
        }
      }
    }

    /** A box from the outer edges of its corner pixels, soft at the edges. */
    private void box(double[] topLeft, double[] bottomRight) {
      double x0 = topLeft[0] / STRIDE;
      double y0 = topLeft[1] / STRIDE;
      double x1 = (bottomRight[0] + 1) / STRIDE;
      double y1 = (bottomRight[1] + 1) / STRIDE;
      for (int y = 0; y < side; y++) {
        double dy = Math.min(y + 0.5 - y0, y1 - y - 0.5);
        for (int x = 0; x < side; x++) {
          double inside = Math.min(Math.min(x + 0.5 - x0, x1 - x - 0.5), dy);
          float outline = unit(OUTLINE_REACH - Math.abs(inside));
          set(x, y, OUTLINE, outline);
          set(x, y, BOX, unit(inside + 0.5));
        }
      }
    }

    private void click(double[] xy, int channel) {
      double cx = (xy[0] + 0.5) / STRIDE;
      double cy = (xy[1] + 0.5) / STRIDE;
      int reach = (int) Math.ceil(CLICK_RADIUS + 1);
      for (int y = Math.max(0, (int) cy - reach); y <= Math.min(side - 1, cy + reach); y++) {
        for (int x = Math.max(0, (int) cx - reach); x <= Math.min(side - 1, cx + reach); x++) {
          double distance = Math.hypot(x + 0.5 - cx, y + 0.5 - cy);
          set(x, y, channel, unit(CLICK_RADIUS + 0.5 - distance));
        }
      }
    }

    private void set(int x, int y, int channel, float value) {
      int i = base + (y * side + x) * DRAWN + channel;
      values[i] = Math.max(values[i], value);
    }

    private static float unit(double value) {
      return (float) Math.max(0, Math.min(1, value));
    }
  }
}
