package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Writes random first weights into a dictionary, by the kind of layer they belong to. */
record FirstWeights(StateDict weights, Random random) {

  /** Convolution and batch norm without bias (He et al. 2015). */
  void convNorm(String name, int in, int out, int kernel, int groups) {
    int fanIn = in / groups * kernel * kernel;
    double deviation = Math.sqrt(2.0 / fanIn);
    fill(
        name + ".c.weight",
        () -> deviation * random.nextGaussian(),
        out,
        in / groups,
        kernel,
        kernel);
    norm(name + ".bn", out);
    zeros(name + ".bn.running_mean", out);
    fill(name + ".bn.running_var", () -> 1, out);
  }

  /** Convolution, uniform within ±1/√fan-in, PyTorch's default. */
  void conv(String name, int in, int out, int kernel, boolean bias) {
    uniform(name + ".weight", in * kernel * kernel, out, in, kernel, kernel);
    if (bias) {
      uniform(name + ".bias", in * kernel * kernel, out);
    }
  }

  /** Depthwise convolution with bias. */
  void depthwise(String name, int channels, int kernel) {
    uniform(name + ".weight", kernel * kernel, channels, 1, kernel, kernel);
    uniform(name + ".bias", kernel * kernel, channels);
  }

  /** Transposed 2 × 2 convolution. */
  void upsampling(String name, int in, int out) {
    uniform(name + ".weight", in, in, out, 2, 2);
    uniform(name + ".bias", in, out);
  }

  /** Linear map (Glorot &amp; Bengio 2010), bias zero. */
  void linear(String name, int in, int out) {
    linear(name, in, out, 1);
  }

  /** As {@link #linear(String, int, int)}, times a gain. */
  void linear(String name, int in, int out, double gain) {
    double limit = gain * Math.sqrt(6.0 / (in + out));
    fill(name + ".weight", () -> limit * (2 * random.nextDouble() - 1), out, in);
    zeros(name + ".bias", out);
  }

  /** The same map under another name. */
  void copy(String from, String to) {
    for (String part : List.of(".weight", ".bias")) {
      weights.put(to + part, weights.get(from + part).duplicate());
    }
  }

  /** Normalisation with gain one and bias zero. */
  void norm(String name, int channels) {
    fill(name + ".weight", () -> 1, channels);
    zeros(name + ".bias", channels);
  }

  /** Standard normal values. */
  void normal(String name, long... shape) {
    fill(name, random::nextGaussian, shape);
  }

  /** Zeros. */
  void zeros(String name, long... shape) {
    fill(name, () -> 0, shape);
  }

  private void uniform(String name, int fanIn, long... shape) {
    double limit = 1 / Math.sqrt(fanIn);
    fill(name, () -> limit * (2 * random.nextDouble() - 1), shape);
  }

  private void fill(String name, DoubleSupplier value, long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.getAsDouble();
    }
    weights.put(name, weights.manager().create(values, new Shape(shape)));
  }
}
