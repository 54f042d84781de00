package io.github.evosam.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.sam.network.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention in parts against the whole. */
class AttentionTest {
  /** Of 1100 tokens a head takes several parts, of 800 one. */
  @ParameterizedTest
  @ValueSource(longs = {1100, 800})
  void partsGiveTheSameAndPassTheSameGradients(long tokens) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList inputs = new NDList();
      for (int i = 0; i < 3; i++) {
        // heads beside each other in memory, as a projection leaves them
        NDArray x = manager.randomNormal(0, 1, new Shape(1, tokens, 2, 8), DataType.FLOAT32);
        x.setRequiresGradient(true);
        inputs.add(x);
      }
      NDArray weights = manager.randomNormal(0, 1, new Shape(1, 2, tokens, 8), DataType.FLOAT32);

      List<float[]> whole =
          gradients(inputs, weights, x -> Attention.attend(x.get(0), x.get(1), x.get(2), null));
      List<float[]> parts =
          gradients(inputs, weights, x -> Attention.attendInParts(x.get(0), x.get(1), x.get(2)));

      for (int i = 0; i < whole.size(); i++) {
        Deviation.assertWithin(1e-4, "array " + i, parts.get(i), whole.get(i));
        assertThat(greatest(parts.get(i))).as("array %d", i).isGreaterThan(0.001);
      }
    }
  }

  private static double greatest(float[] values) {
    double greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  /** The result, then the gradients of all inputs. */
  private static List<float[]> gradients(
      NDList inputs, NDArray weights, Function<NDList, NDArray> attention) {
    NDList heads = new NDList();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      inputs.forEach(x -> heads.add(x.transpose(0, 2, 1, 3)));
      NDArray result = attention.apply(heads);
      collector.backward(result.mul(weights).sum());
      List<float[]> all = new ArrayList<>(List.of(result.toFloatArray()));
      for (NDArray x : inputs) {
        all.add(x.getGradient().toFloatArray());
        x.getGradient().subi(x.getGradient());
      }
      return all;
    }
  }
}
