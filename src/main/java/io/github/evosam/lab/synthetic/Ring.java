package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/** One large object seen by its outline alone, which may have gaps: a skull in ultrasound. */
final class Ring {
  private Ring() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    Contour contour = Contour.random(random).smoothed(0.15);
    double radius = canvas.unit * (0.15 + 0.3 * random.nextDouble());
    double x = canvas.width * (0.3 + 0.4 * random.nextDouble());
    double y = canvas.height * (0.3 + 0.4 * random.nextDouble());
    double shade = 0.3 * random.nextGaussian();
    float[] texture = Noise.fractal(canvas);
    double amplitude = 30 * random.nextDouble();
    canvas.paint(new Blob(x, y, radius, contour, 0.02, 0, shade, texture, amplitude, 1));
    paintOutline(canvas, x, y, radius, contour);
    if (random.nextDouble() < 0.7) {
      Degradations.speckle(canvas);
    }
  }

  private static void paintOutline(
      Canvas canvas, double x, double y, double radius, Contour contour) {
    RandomGenerator random = canvas.random;
    double phase = random.nextDouble() * 6;
    double gap = random.nextDouble();
    double thickness = 1.5 + 5 * random.nextDouble();
    double cos = Math.cos(contour.angle());
    double sin = Math.sin(contour.angle());
    double brightness = 60 + 100 * random.nextDouble();
    if (random.nextDouble() < .2) {
      brightness = -brightness;
    }
    for (int i = 0; i < canvas.pixels; i++) {
      double dx = i % canvas.width - x;
      double dy = i / canvas.width - y;
      double along = (cos * dx + sin * dy) / radius;
      double across = (-sin * dx + cos * dy) / (radius * contour.flatness());
      double depth = contour.depth(along, across * contour.flatness());
      double k = (depth - 1) * radius / thickness;
      if (Math.abs(k) < 2) {
        double direction = Math.atan2(across, along);
        double fading = Math.max(0.1, 1 - gap * (1 + Math.cos(2 * direction + phase)));
        canvas.add(i, brightness * Math.exp(-k * k) * fading);
      }
    }
  }
}
