package io.github.evosam.matcher;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Descriptors of invented tasks: a centre for each task, and for each image a way off it that is
 * larger in some numbers than in others.
 */
final class SyntheticTasks {
  private final Random random;
  private final int dimension;
  private final double[] spread;

  SyntheticTasks(long seed, int dimension) {
    this.random = new Random(seed);
    this.dimension = dimension;
    this.spread = random.doubles(dimension, 0.1, 1).toArray();
  }

  /** A centre at about the given distance from 0 in each number. */
  double[] centre(double distance) {
    return random.doubles(dimension).map(x -> distance * (2 * x - 1)).toArray();
  }

  List<Descriptor> images(double[] centre, int count) {
    return IntStream.range(0, count).mapToObj(i -> image(centre)).toList();
  }

  private Descriptor image(double[] centre) {
    double[] values = centre.clone();
    for (int j = 0; j < dimension; j++) {
      values[j] += spread[j] * random.nextGaussian();
    }
    return Descriptor.of(values);
  }

  ExpertStatistics expert(double[] centre, int count) {
    return ExpertStatistics.of(images(centre, count));
  }

  /** Experts {@code e0…} of distinct tasks with between 3 and 8 images. */
  RidgeMatcher matcher(int experts) {
    RidgeMatcher matcher = RidgeMatcher.empty();
    for (int k = 0; k < experts; k++) {
      matcher = matcher.with("e" + k, expert(centre(2), 3 + random.nextInt(6)));
    }
    return matcher;
  }
}
