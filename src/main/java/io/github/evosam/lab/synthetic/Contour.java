package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * A closed random outline around the origin: a turned ellipse, bent along its long axis, whose
 * radius swings with a few harmonics.
 *
 * @param flatness short over long axis, 0..1
 * @param angle of the long axis, radians
 * @param bend sag of the long axis at its ends, share of the long half-axis
 * @param cosines amplitudes of the cosines of harmonics 2 and up, share of the radius
 * @param sines amplitudes of the sines of the same harmonics
 */
record Contour(double flatness, double angle, double bend, double[] cosines, double[] sines) {
  private static final int HARMONICS = 6;
  private static final double SMALLEST_RADIUS = 0.15;

  /** A random outline that is not bent. */
  static Contour random(RandomGenerator random) {
    double flatness = 0.45 + 0.55 * random.nextDouble();
    double angle = random.nextDouble() * Math.PI;
    double rough = 0.22 * random.nextDouble() * random.nextDouble() * 2;
    double[] cosines = new double[HARMONICS];
    double[] sines = new double[HARMONICS];
    for (int k = 0; k < HARMONICS; k++) {
      double swing = rough * random.nextGaussian() / (k + 1.2);
      double phase = random.nextDouble() * 2 * Math.PI;
      cosines[k] = swing * Math.cos(phase);
      sines[k] = -swing * Math.sin(phase);
    }
    return new Contour(flatness, angle, 0, cosines, sines);
  }

  /** A slender, bent outline. */
  static Contour slender(RandomGenerator random) {
    Contour contour = random(random).smoothed(0.6);
    double flatness = 0.22 + 0.4 * random.nextDouble();
    double bend = random.nextBoolean() ? 0.5 * random.nextGaussian() : 0;
    double sag = Math.max(-0.8, Math.min(0.8, bend));
    return new Contour(flatness, contour.angle, sag, contour.cosines, contour.sines);
  }

  /** The same outline with its swings scaled: 0 for an ellipse. */
  Contour smoothed(double factor) {
    double[] c = cosines.clone();
    double[] s = sines.clone();
    for (int k = 0; k < HARMONICS; k++) {
      c[k] *= factor;
      s[k] *= factor;
    }
    return new Contour(flatness, angle, bend, c, s);
  }

  /** The same outline with other axes. */
  Contour withFlatness(double other) {
    return new Contour(other, angle, bend, cosines, sines);
  }

  /** The same outline with its long axis in another direction. */
  Contour withAngle(double other) {
    return new Contour(flatness, other, bend, cosines, sines);
  }

  /**
   * How far out a point lies: 0 in the middle, 1 on the outline.
   *
   * @param along coordinate on the long axis, in long half-axes
   * @param across coordinate on the short axis, in long half-axes
   */
  double depth(double along, double across) {
    double straight = (across - bend * (along * along - 0.4)) / flatness;
    double distance = Math.sqrt(along * along + straight * straight);
    return distance < 1e-9 ? 0 : distance / radius(along / distance, straight / distance);
  }

  /** Radius in a direction of the turned and stretched frame, 1 on average. */
  double radius(double cos, double sin) {
    double radius = 1;
    double re = cos;
    double im = sin;
    for (int k = 0; k < HARMONICS; k++) {
      double next = re * cos - im * sin;
      im = re * sin + im * cos;
      re = next;
      radius += cosines[k] * re + sines[k] * im;
    }
    return Math.max(SMALLEST_RADIUS, radius);
  }
}
