package io.github.evosam.learning.synthetic;

import java.util.random.RandomGenerator;

/**
 * A closed random outline around the origin: a turned ellipse whose radius swings with a few
 * harmonics.
 *
 * @param flatness short over long axis, 0..1
 * @param angle of the long axis, radians
 * @param swings amplitudes of harmonics 2 and up, share of the radius
 * @param phases of the same harmonics, radians
 */
record Contour(double flatness, double angle, double[] swings, double[] phases) {
  private static final int HARMONICS = 6;
  private static final double SMALLEST_RADIUS = 0.15;

  /** A random outline. */
  static Contour random(RandomGenerator random) {
    double flatness = 0.45 + 0.55 * random.nextDouble();
    double angle = random.nextDouble() * Math.PI;
    double rough = 0.22 * random.nextDouble() * random.nextDouble() * 2;
    double[] swings = new double[HARMONICS];
    double[] phases = new double[HARMONICS];
    for (int k = 0; k < HARMONICS; k++) {
      swings[k] = rough * random.nextGaussian() / (k + 1.2);
      phases[k] = random.nextDouble() * 2 * Math.PI;
    }
    return new Contour(flatness, angle, swings, phases);
  }

  /** The same outline with its swings scaled: 0 for an ellipse. */
  Contour smoothed(double factor) {
    double[] smoother = swings.clone();
    for (int k = 0; k < HARMONICS; k++) {
      smoother[k] *= factor;
    }
    return new Contour(flatness, angle, smoother, phases);
  }

  /** The same outline with other axes. */
  Contour withFlatness(double other) {
    return new Contour(other, angle, swings, phases);
  }

  /** Radius in a direction of the turned and stretched frame, 1 on average. */
  double radius(double direction) {
    double radius = 1;
    for (int k = 0; k < HARMONICS; k++) {
      radius += swings[k] * Math.cos((k + 2) * direction + phases[k]);
    }
    return Math.max(SMALLEST_RADIUS, radius);
  }
}
