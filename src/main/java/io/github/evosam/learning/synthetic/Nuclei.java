package io.github.evosam.learning.synthetic;

import java.util.random.RandomGenerator;

/** Many small, similar, roundish objects, some touching: nuclei and cells. */
final class Nuclei {
  private static final int MOST = 160;

  private Nuclei() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    double typical = canvas.unit * (0.018 + 0.06 * random.nextDouble() * random.nextDouble());
    double area = Math.PI * typical * typical;
    int count = Math.min(MOST, (int) (3 + 0.35 * random.nextDouble() * canvas.pixels / area));
    float[] texture = Noise.value(canvas, 2 + typical * 0.5 * random.nextDouble());
    double amplitude = 45 * random.nextDouble() * random.nextDouble();
    double softness = 0.3 * random.nextDouble();
    double rim = random.nextDouble() < 0.3 ? 25 * random.nextGaussian() : 0;
    double variation = 0.35 * random.nextDouble();
    for (int label = 1; label <= count; label++) {
      double radius = typical * Math.exp(0.22 * random.nextGaussian());
      Contour contour = Contour.random(random).smoothed(0.5);
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      boolean taken = canvas.labels[(int) y * canvas.width + (int) x] > 0;
      if (taken || (random.nextDouble() < 0.85 && canvas.isOccupied(x, y, radius * 0.9))) {
        continue;
      }
      double shade = 1 + variation * random.nextGaussian();
      canvas.paint(
          new Blob(x, y, radius, contour, softness, rim, shade, texture, amplitude, label));
    }
  }
}
