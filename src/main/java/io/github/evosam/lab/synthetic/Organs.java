package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * Large blobs that differ from their surroundings by shade, texture or border: organs, lesions,
 * cells.
 */
final class Organs {
  private Organs() {}

  static void paint(Canvas canvas) {
    double look = canvas.random.nextDouble();
    if (look < 0.32) {
      Endoscopy.paint(canvas);
    } else if (look < 0.64) {
      Ultrasound.paint(canvas);
    } else {
      paintAnyLook(canvas);
    }
  }

  private static void paintAnyLook(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    int count = 1 + (int) (5 * random.nextDouble() * random.nextDouble());
    float[] texture = Noise.value(canvas, 2 + canvas.unit * 0.04 * random.nextDouble());
    double amplitude = 40 * random.nextDouble() * random.nextDouble();
    double softness = random.nextDouble() < 0.5 ? 0.02 : 0.3 * random.nextDouble();
    double rim = random.nextDouble() < 0.3 ? 50 * random.nextGaussian() : 0;
    for (int label = 1; label <= count; label++) {
      double radius = canvas.unit * (0.05 + 0.27 * random.nextDouble());
      Contour contour = Contour.random(random);
      double x = canvas.width * (0.1 + 0.8 * random.nextDouble());
      double y = canvas.height * (0.1 + 0.8 * random.nextDouble());
      if (canvas.isOccupied(x, y, radius)) {
        continue;
      }
      double shade = 0.6 + 0.8 * random.nextDouble();
      canvas.paint(
          new Blob(x, y, radius, contour, softness, rim, shade, texture, amplitude, label));
      if (random.nextDouble() < 0.3) {
        paintInclusion(canvas, x, y, radius);
      }
    }
    if (random.nextDouble() < 0.45) {
      Degradations.speckle(canvas);
    }
    if (random.nextDouble() < 0.25) {
      Degradations.highlights(canvas);
    }
  }

  /** A part of the object that looks different. */
  private static void paintInclusion(Canvas canvas, double x, double y, double radius) {
    RandomGenerator random = canvas.random;
    Contour contour = Contour.random(random);
    double dx = radius * 0.3 * random.nextGaussian();
    double dy = radius * .3 * random.nextGaussian();
    double shade = 40 * random.nextGaussian();
    canvas.paint(Blob.distractor(x + dx, y + dy, radius * 0.3, contour, 0.3, shade));
  }
}
