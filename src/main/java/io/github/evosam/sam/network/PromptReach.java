package io.github.evosam.sam.network;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits a mask to what its prompts point at: inside a box, or else to the connected parts that a
 * positive click touches. A small model, trained to find all objects as well as one, answers a
 * click with its like elsewhere too. For models whose metadata ask for drawn prompts; official ones
 * answer as they are.
 *
 * @param inputSide side S of the model's input, pixels
 */
record PromptReach(int inputSide) {
  private static final int STRIDE = 4;

  /** What lies beyond the prompts is as sure to be background as it was to be foreground. */
  private static final float LEAST = -1;

  /** A click touches parts within this distance, logits pixels. */
  private static final int TOUCH = 2;

  /** Boxes are drawn by hand, and cut nothing off within this distance, logits pixels. */
  private static final double SLACK = 1;

  /**
   * Turns what lies beyond into background.
   *
   * @param xy prompts in the input's frame
   * @param kinds of the prompts, see {@link PromptTokens}
   * @param logits {@code [low · low]} with low = S / 4, changed in place
   */
  void limit(double[][] xy, int[] kinds, float[] logits) {
    boolean[] reached = new boolean[logits.length];
    boolean any = false;
    for (int t = 0; t < kinds.length; t++) {
      if (kinds[t] == PromptTokens.BOX_TOP_LEFT) {
        fillBox(xy[t], xy[t + 1], reached);
        any = true;
        break;
      }
      if (kinds[t] == PromptTokens.POSITIVE) {
        any |= grow(xy[t], logits, reached);
      }
    }
    for (int i = 0; any && i < logits.length; i++) {
      if (!reached[i] && logits[i] > 0) {
        logits[i] = Math.min(LEAST, -logits[i]);
      }
    }
  }

  private int low() {
    return inputSide / STRIDE;
  }

  private static double cell(double input) {
    return (input + 0.5) / STRIDE - 0.5;
  }

  private void fillBox(double[] topLeft, double[] bottomRight, boolean[] reached) {
    int low = low();
    for (int i = 0; i < reached.length; i++) {
      double x = i % low;
      double y = i / low;
      reached[i] =
          x >= cell(topLeft[0]) - SLACK
              && x <= cell(bottomRight[0]) + SLACK
              && y >= cell(topLeft[1]) - SLACK
              && y <= cell(bottomRight[1]) + SLACK;
    }
  }

  /** Reaches all foreground that hangs together with the click; tells whether there is any. */
  private boolean grow(double[] click, float[] logits, boolean[] reached) {
    int low = low();
    Deque<Integer> open = new ArrayDeque<>();
    int cx = (int) Math.round(cell(click[0]));
    int cy = (int) Math.round(cell(click[1]));
    for (int y = cy - TOUCH; y <= cy + TOUCH; y++) {
      for (int x = cx - TOUCH; x <= cx + TOUCH; x++) {
        visit(x, y, logits, reached, open);
      }
    }
    boolean any = !open.isEmpty();
    while (!open.isEmpty()) {
      int at = open.remove();
      int x = at % low;
      int y = at / low;
      visit(x - 1, y, logits, reached, open);
      visit(x + 1, y, logits, reached, open);
      visit(x, y - 1, logits, reached, open);
      visit(x, y + 1, logits, reached, open);
    }
    return any || reachedAt(cx, cy, reached);
  }

  private boolean reachedAt(int x, int y, boolean[] reached) {
    int low = low();
    return x >= 0 && y >= 0 && x < low && y < low && reached[y * low + x];
  }

  private void visit(int x, int y, float[] logits, boolean[] reached, Deque<Integer> open) {
    int low = low();
    if (x < 0 || y < 0 || x >= low || y >= low) {
      return;
    }
    int at = y * low + x;
    if (logits[at] > 0 && !reached[at]) {
      reached[at] = true;
      open.add(at);
    }
  }
}
