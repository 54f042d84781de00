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
 * <p>Legend: N prompts, S input side, h = w = S / 2. Channels: 0 to 2 the place in the box: 1 in
 * its middle, 0 on its outline and −1 far outside; from left to right −1 to 1; from top to bottom
 * −1 to 1; 3 clicks on the object, 4 clicks beside it, 5 earlier mask as tanh(logit / 2), 6 whether
 * there is one, 7 whether there is no prompt at all. A box is told as a place instead of filled: a
 * filled one is a mask that is nearly right for most objects, and a model learns more slowly to
 * look for the object in it.
 *
 * @param inputSide side S of the model's input, pixels
 */
record PromptMaps(int inputSide) {
  /** Number of maps. */
  static final int CHANNELS = 8;

  /** Which of the maps says that there is no prompt. */
  static final int NO_PROMPT = 7;

  /** Number of the maps in {@link #shown}. */
  static final int SHOWN = 4;

  private static final int DRAWN = 5;
  private static final int DEPTH = 0;
  private static final int ACROSS = 1;
  private static final int DOWN = 2;
  private static final int POSITIVE = 3;
  private static final int NEGATIVE = 4;
  private static final int STRIDE = PyramidDecoder.LOGITS_STRIDE;

  /** Radius of a click, pixels of the maps. */
  private static final double CLICK_RADIUS = 2.5;

  /** Places farther from a box's middle, in halves of its side, count as so far. */
  private static final double FARTHEST = 2;

  /**
   * The maps of prompts.
   *
   * @param before logits of an earlier mask {@code [N, 1, h, w]}, or null
   * @return {@code [N, 8, h, w]}, channels innermost in memory
   */
  NDArray of(PromptTokens prompts, NDArray before, NDManager manager) {
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
    if (before != null) {
      earlier = Scaling.times(before, 0.5).tanh().reshape(one);
      hasEarlier = manager.ones(one);
    }
    return NDArrays.concat(new NDList(maps, earlier, hasEarlier, none), 3).transpose(0, 3, 1, 2);
  }

  /**
   * The maps at strides 2, 4, 8, 16 and 32: means, but maxima of clicks, which are small.
   *
   * @param maps {@code [N, 8, h, w]}
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
              new NDList(means.get(":, 0:3"), maxima.get(":, 3:5"), means.get(":, 5:")), 1));
    }
    return levels;
  }

  /**
   * Where prompts show something: in the box (more in its middle), under clicks on the object,
   * under clicks beside it, in the earlier mask.
   *
   * @param maps {@code [N, 8, h, w]}
   * @return weights from 0, {@code [N, 4, h, w]}
   */
  static NDArray shown(NDArray maps) {
    return NDArrays.concat(new NDList(maps.get(":, 0:1"), maps.get(":, 3:6")), 1).maximum(0);
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

    /** A box from the outer edges of its corner pixels. */
    private void box(double[] topLeft, double[] bottomRight) {
      double x0 = topLeft[0] / STRIDE;
      double y0 = topLeft[1] / STRIDE;
      double halfWidth = Math.max(1, (bottomRight[0] + 1) / STRIDE - x0) / 2;
      double halfHeight = Math.max(1, (bottomRight[1] + 1) / STRIDE - y0) / 2;
      for (int y = 0; y < side; y++) {
        double down = place((y + 0.5 - y0) / halfHeight - 1);
        for (int x = 0; x < side; x++) {
          double across = place((x + 0.5 - x0) / halfWidth - 1);
          int i = base + (y * side + x) * DRAWN;
          values[i + DEPTH] = (float) (1 - Math.max(Math.abs(across), Math.abs(down)));
          values[i + ACROSS] = (float) across;
          values[i + DOWN] = (float) down;
        }
      }
    }

    private static double place(double value) {
      return Math.max(-FARTHEST, Math.min(FARTHEST, value));
    }

    private void click(double[] xy, int channel) {
      double cx = (xy[0] + 0.5) / STRIDE;
      double cy = (xy[1] + 0.5) / STRIDE;
      int reach = (int) Math.ceil(CLICK_RADIUS + 1);
      for (int y = Math.max(0, (int) cy - reach); y <= Math.min(side - 1, cy + reach); y++) {
        for (int x = Math.max(0, (int) cx - reach); x <= Math.min(side - 1, cx + reach); x++) {
          double distance = Math.hypot(x + 0.5 - cx, y + 0.5 - cy);
          int i = base + (y * side + x) * DRAWN + channel;
          double disc = Math.max(0, Math.min(1, CLICK_RADIUS + 0.5 - distance));
          values[i] = (float) Math.max(values[i], disc);
        }
      }
    }
  }
}
