package io.github.evosam.sam.vit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.Deviation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** So many tokens that some queries are answered after the others, against plain sums. */
class VitAttentionTest {
  private static final int SIDE = 34;
  private static final int TOKENS = SIDE * SIDE;
  private static final int HEADS = 2;
  private static final int HEAD = 4;
  private static final int CHANNELS = HEADS * HEAD;

  private final Random random = new Random(1);
  private final float[] tokens = gaussian(TOKENS * CHANNELS);
  private final float[] qkv = gaussian(3 * CHANNELS * CHANNELS);
  private final float[] rows = gaussian((2 * SIDE - 1) * HEAD);
  private final float[] columns = gaussian((2 * SIDE - 1) * HEAD);

  @Test
  void partsGiveWhatTheWholeWould() {
    float[] actual = attended();
    float[] expected = new float[actual.length];
    for (int query = 0; query < TOKENS; query++) {
      for (int head = 0; head < HEADS; head++) {
        attend(query, head, expected);
      }
    }
    assertThat((long) TOKENS * TOKENS).isGreaterThan(VitAttention.PART_SCORES);
    Deviation.assertWithin(1e-4, "attended", actual, expected);
  }

  private float[] attended() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = new StateDict(manager)) {
      put(weights, "qkv.weight", qkv, 3 * CHANNELS, CHANNELS);
      put(weights, "proj.weight", identity(), CHANNELS, CHANNELS);
      put(weights, "rel_pos_h", rows, 2 * SIDE - 1, HEAD);
      put(weights, "rel_pos_w", columns, 2 * SIDE - 1, HEAD);
      return new VitAttention(weights, "", SIDE)
          .forward(manager.create(tokens, new Shape(1, TOKENS, CHANNELS)))
          .toFloatArray();
    }
  }

  private static void put(StateDict weights, String name, float[] values, int rows, int columns) {
    weights.put(name, weights.manager().create(values, new Shape(rows, columns)));
  }

  private static float[] identity() {
    float[] identity = new float[CHANNELS * CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      identity[i * (CHANNELS + 1)] = 1;
    }
    return identity;
  }

  /** Writes the channels of one head of one token. */
  private void attend(int query, int head, float[] result) {
    double[] shares = new double[TOKENS];
    double sum = 0;
    for (int key = 0; key < TOKENS; key++) {
      double score = 0;
      for (int c = 0; c < HEAD; c++) {
        double q = part(0, query, head, c);
        int dy = query / SIDE - key / SIDE + SIDE - 1;
        int dx = query % SIDE - key % SIDE + SIDE - 1;
        score += q * part(1, key, head, c) / Math.sqrt(HEAD);
        score += q * rows[dy * HEAD + c] + q * columns[dx * HEAD + c];
      }
      shares[key] = Math.exp(score);
      sum += shares[key];
    }
    for (int c = 0; c < HEAD; c++) {
      double value = 0;
      for (int key = 0; key < TOKENS; key++) {
        value += shares[key] / sum * part(2, key, head, c);
      }
      result[query * CHANNELS + head * HEAD + c] = (float) value;
    }
  }

  /** A number of a token's query (0), key (1) or value (2). */
  private double part(int which, int token, int head, int channel) {
    double sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      int row = (which * HEADS + head) * HEAD + channel;
      sum += tokens[token * CHANNELS + c] * qkv[row * CHANNELS + c];
    }
    return sum;
  }

  private float[] gaussian(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * 0.3);
    }
    return values;
  }
}
