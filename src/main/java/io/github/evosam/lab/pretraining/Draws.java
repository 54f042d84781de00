package io.github.evosam.lab.pretraining;

import java.util.random.RandomGenerator;

/** Draws in proportion to weights. */
final class Draws {
  private Draws() {}

  /** An index, drawn with a probability in proportion to its weight. */
  static int index(double[] weights, RandomGenerator random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    int i = 0;
    while (i < weights.length - 1 && left >= weights[i]) {
      left -= weights[i++];
    }
    return i;
  }
}
