package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.random.RandomGenerator;

/** Long curved bodies that taper at both ends: worms, fibres, bacteria. */
final class Worms {
  private Worms() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    int count = 1 + random.nextInt(10);
    double radius = canvas.unit * (0.004 + 0.015 * random.nextDouble());
    float[] cover = new float[canvas.pixels];
    for (int label = 1; label <= count; label++) {
      paintBody(canvas, radius, label, cover);
    }
    float[] texture = Noise.value(canvas, 3);
    for (int i = 0; i < canvas.pixels; i++) {
      for (int c = 0; c < Plane.CHANNELS && cover[i] > 0; c++) {
        canvas.values[c * canvas.pixels + i] +=
            (float) (cover[i] * (canvas.foreground[c] - canvas.background[c] + 15 * texture[i]));
      }
    }
  }

  private static void paintBody(Canvas canvas, double radius, int label, float[] cover) {
    RandomGenerator random = canvas.random;
    double x = random.nextDouble() * canvas.width;
    double y = random.nextDouble() * canvas.height;
    double direction = random.nextDouble() * 7;
    double curvature = 0;
    int steps = (int) (canvas.unit * (0.1 + 0.4 * random.nextDouble()));
    for (int step = 0; step < steps; step++) {
      curvature = 0.97 * curvature + 0.012 * random.nextGaussian();
      direction += curvature * 0.5;
      x += Math.cos(direction);
      y += Math.sin(direction);
      double taper = Math.min(1, Math.min(step, steps - step) / (3 * radius) + 0.3);
      canvas.stamp(x, y, radius * taper, label, cover);
    }
  }
}
