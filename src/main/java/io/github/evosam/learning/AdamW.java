package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Adam with decoupled weight decay (Loshchilov &amp; Hutter 2019), whose moments are open to be
 * saved, so that an interrupted training goes on exactly where it stopped. Gradients are clipped by
 * their common norm. Decay only touches matrices and kernels, not biases, norms and embeddings of
 * one axis.
 *
 * <p>Decay may lead back to where the parameters started instead of to zero, so that little data
 * does not lead them far from what they knew (L2-SP, Li, Grandvalet &amp; Davoine 2018); then it
 * touches all parameters.
 */
public final class AdamW {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final StateDict moments;
  private final float weightDecay;
  private final float maxNorm;
  private final boolean isTethered;

  /**
   * An optimiser.
   *
   * @param moments first and second moments as {@code mean.NAME} and {@code variance.NAME}; empty
   *     for a new training
   * @param weightDecay per unit of learning rate
   * @param maxNorm gradients of a larger common norm are scaled down to it
   */
  public AdamW(StateDict moments, float weightDecay, float maxNorm) {
    this(moments, weightDecay, maxNorm, false);
  }

  private AdamW(StateDict moments, float weightDecay, float maxNorm, boolean isTethered) {
    this.moments = moments;
    this.weightDecay = weightDecay;
    this.maxNorm = maxNorm;
    this.isTethered = isTethered;
  }

  /**
   * An optimiser whose decay leads back to where the parameters are at its first step.
   *
   * @param moments as in the constructor; the start is kept there, too, as {@code start.NAME}
   */
  public static AdamW tethered(StateDict moments, float decay, float maxNorm) {
    return new AdamW(moments, decay, maxNorm, true);
  }

  /** First and second moments, and the start of a tethered one, to be saved. */
  public StateDict moments() {
    return moments;
  }

  /**
   * One step; gradients are read from the parameters and reset to zero.
   *
   * @param parameters names and arrays that carry gradients
   * @param step number of this step, from 1
   * @param learningRate of this step
   * @return the common norm of the gradients before clipping; a step with a norm that is not finite
   *     is left out
   */
  public float step(Iterable<NDArray> parameters, long step, float learningRate) {
    return Scope.value(
        () -> {
          float norm = norm(parameters);
          if (Float.isFinite(norm)) {
            float scale = Math.min(1, maxNorm / Math.max(norm, 1e-12f));
            double bias1 = 1 - Math.pow(BETA1, step);
            double bias2 = 1 - Math.pow(BETA2, step);
            double correction = Math.sqrt(bias2) / bias1;
            parameters.forEach(p -> update(p, scale, learningRate, correction));
          }
          // The engine adds to gradients; an assignment also clears values that are not finite.
          parameters.forEach(p -> p.getGradient().set(new NDIndex("..."), 0));
          return norm;
        });
  }

  private static float norm(Iterable<NDArray> parameters) {
    NDList squares = new NDList();
    for (NDArray parameter : parameters) {
      squares.add(parameter.getGradient().square().sum());
    }
    NDArray sum = squares.get(0);
    for (NDArray square : squares.subList(1, squares.size())) {
      sum = sum.add(square);
    }
    return (float) Math.sqrt(sum.getFloat());
  }

  private void update(NDArray parameter, float scale, float learningRate, double correction) {
    float corrected = (float) (learningRate * correction);
    NDArray gradient = parameter.getGradient().mul(scale);
    NDArray mean = moment("mean." + parameter.getName(), parameter);
    NDArray variance = moment("variance." + parameter.getName(), parameter);
    mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
    variance.muli(BETA2).addi(gradient.square().mul(1 - BETA2));
    decay(parameter, learningRate);
    parameter.subi(mean.div(variance.sqrt().add(EPSILON)).mul(corrected));
  }

  private void decay(NDArray parameter, float learningRate) {
    float rate = learningRate * weightDecay;
    if (isTethered) {
      NDArray start = start(parameter);
      parameter.muli(1 - rate).addi(start.mul(rate));
    } else if (parameter.getShape().dimension() > 1) {
      parameter.muli(1 - rate);
    }
  }

  private NDArray start(NDArray parameter) {
    String name = "start." + parameter.getName();
    if (!moments.has(name)) {
      NDArray start = moments.manager().zeros(parameter.getShape());
      start.set(new NDIndex("..."), parameter);
      moments.put(name, start);
    }
    return moments.get(name);
  }

  private NDArray moment(String name, NDArray parameter) {
    if (!moments.has(name)) {
      moments.put(name, moments.manager().zeros(parameter.getShape()));
    }
    return moments.get(name);
  }
}
