package io.github.evosam.sam.vit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.Deviation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relative positions against their definition, written as loops. */
class RelativePositionsTest {
  private static final int CHANNELS = 2;

  @Test
  void tableOfTheRightLengthStaysAsItIs() {
    float[] table = {1, 2, 3, 4, 5, 6};
    assertThat(RelativePositions.resize(table, 2, 3)).isSameAs(table);
  }

  @Test
  void tableOfAnotherLengthIsInterpolatedBetweenSampleCentres() {
    // PyTorch: interpolate([0, 10, 20, 30], size=2 and size=8, mode='linear')
    float[] table = {0, 10, 20, 30};
    assertThat(RelativePositions.resize(table, 1, 2)).containsExactly(5, 25);
    assertThat(RelativePositions.resize(table, 1, 8))
        .containsExactly(0, 2.5f, 7.5f, 12.5f, 17.5f, 22.5f, 27.5f, 30);
  }

  @ParameterizedTest
  @CsvSource({"3,5", "3,7", "4,5"})
  void scoresGetTheRowAndColumnOfEachPair(int side, int tableLength) {
    Random random = new Random(side);
    float[] rows = gaussian(random, tableLength * CHANNELS);
    float[] columns = gaussian(random, tableLength * CHANNELS);
    int tokens = side * side;
    float[] queries = gaussian(random, 2 * tokens * CHANNELS);
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = new StateDict(manager)) {
      Shape shape = new Shape(tableLength, CHANNELS);
      weights.put("rel_pos_h", weights.manager().create(rows, shape));
      weights.put("rel_pos_w", weights.manager().create(columns, shape));
      NDArray scores = manager.ones(new Shape(2, tokens, tokens));
      NDList placed =
          RelativePositions.of(weights, "", side)
              .of(manager.create(queries, new Shape(2, tokens, CHANNELS)));
      RelativePositions.add(scores, placed.get(0), placed.get(1));
      float[] r = RelativePositions.resize(rows, CHANNELS, 2 * side - 1);
      float[] c = RelativePositions.resize(columns, CHANNELS, 2 * side - 1);
      float[] expected = new float[2 * tokens * tokens];
      for (int i = 0; i < expected.length; i++) {
        int query = i / tokens;
        int key = i % tokens;
        int dy = query % tokens / side - key / side + side - 1;
        int dx = query % tokens % side - key % side + side - 1;
        expected[i] = 1 + dot(queries, query, r, dy) + dot(queries, query, c, dx);
      }
      Deviation.assertWithin(1e-5, "scores", scores.toFloatArray(), expected);
    }
  }

  private static float dot(float[] queries, int query, float[] table, int offset) {
    float sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      sum += queries[query * CHANNELS + c] * table[offset * CHANNELS + c];
    }
    return sum;
  }

  private static float[] gaussian(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
