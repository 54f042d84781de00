package io.github.evosam.lab.continual.method;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import java.util.function.IntFunction;

/**
 * The diagonal of the Fisher information of parameters, estimated on samples with their true
 * answers: the mean of the squared gradient of each sample's negative log-likelihood (Kirkpatrick
 * et al. 2017, sec. 2; with true instead of drawn answers this is the <em>empirical</em> Fisher).
 */
public final class FisherInformation {
  private FisherInformation() {}

  /**
   * Estimates the diagonal.
   *
   * @param parameters carry no gradient, before and after
   * @param samples number of samples, at least one
   * @param loss negative log-likelihood of a sample, a scalar with gradient; called once for each
   *     0..samples − 1, its arrays are freed
   * @return {@code [P]}, see {@link AdapterVector}
   */
  public static float[] diagonal(StateDict parameters, int samples, IntFunction<NDArray> loss) {
    float[] sums = new float[AdapterVector.length(parameters)];
    parameters.names().forEach(name -> parameters.get(name).setRequiresGradient(true));
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      for (int i = 0; i < samples; i++) {
        int sample = i;
        Scope.value(
            () -> {
              gradients.backward(loss.apply(sample));
              addSquares(parameters, sums);
              return sums;
            });
      }
    } finally {
      parameters.names().forEach(name -> parameters.get(name).setRequiresGradient(false));
    }
    for (int p = 0; p < sums.length; p++) {
      sums[p] /= samples;
    }
    return sums;
  }

  /** Adds the squared gradients to the sums, and resets them. */
  private static void addSquares(StateDict parameters, float[] sums) {
    int p = 0;
    for (String name : AdapterVector.names(parameters)) {
      NDArray gradient = parameters.get(name).getGradient();
      for (float value : gradient.toFloatArray()) {
        sums[p++] += value * value;
      }
      gradient.set(new NDIndex("..."), 0);
    }
  }
}
