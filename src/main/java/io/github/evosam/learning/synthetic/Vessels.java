package io.github.evosam.learning.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Vessel trees: angiograms of any colour, and eye grounds with disc, macula and a round field of
 * view.
 */
final class Vessels {
  private Vessels() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    int budget = 8 + random.nextInt(45);
    canvas.paintBackground();
    double radius = canvas.unit * (0.004 + 0.012 * random.nextDouble());
    double thinnest = Math.max(0.45, canvas.unit * 0.0012);
    double tortuosity = 0.25 + 1.6 * random.nextDouble() * random.nextDouble();
    boolean fundus = random.nextDouble() < 0.6;
    double x = canvas.width * (fundus ? 0.1 + 0.8 * random.nextDouble() : random.nextDouble());
    double y = canvas.height * (fundus ? 0.35 + 0.3 * random.nextDouble() : random.nextDouble());
    int roots = fundus ? 4 + random.nextInt(5) : 1 + random.nextInt(4);
    if (fundus) {
      paintFundus(canvas, x, y);
    }
    VesselTree tree = new VesselTree(canvas, budget, tortuosity, thinnest);
    for (int i = 0; i < roots; i++) {
      double direction = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / roots;
      tree.grow(x, y, direction, radius * (0.6 + 0.5 * random.nextDouble()), 0);
    }
    paintVessels(canvas, tree.cover);
    if (fundus && random.nextDouble() < 0.7) {
      cutFieldOfView(canvas);
    }
  }

  private static void paintFundus(Canvas canvas, double discX, double discY) {
    RandomGenerator random = canvas.random;
    chooseFundusColours(canvas);
    Arrays.fill(canvas.values, 0);
    canvas.paintBackground();
    Contour disc = Contour.random(random).smoothed(0.1).withFlatness(0.9);
    double brightness = 40 + 60 * random.nextDouble();
    double radius = canvas.unit * (0.05 + 0.04 * random.nextDouble());
    canvas.paint(Blob.distractor(discX, discY, radius, disc, 0.3, brightness));
    if (random.nextDouble() < 0.7) {
      double x = canvas.width * random.nextDouble();
      double y = canvas.height * random.nextDouble();
      double darkness = -35 * random.nextDouble();
      canvas.paint(Blob.distractor(x, y, canvas.unit * 0.12, disc, 1.2, darkness));
    }
    int lesions = random.nextDouble() < 0.4 ? random.nextInt(14) : 0;
    for (int i = 0; i < lesions; i++) {
      double x = canvas.width * random.nextDouble();
      double y = canvas.height * random.nextDouble();
      double size = canvas.unit * (0.004 + 0.02 * random.nextDouble());
      Contour contour = Contour.random(random);
      canvas.paint(Blob.distractor(x, y, size, contour, 0.4, 45 * random.nextGaussian()));
    }
  }

  private static void chooseFundusColours(Canvas canvas) {
    RandomGenerator random = canvas.random;
    float[] ground = canvas.background;
    if (random.nextDouble() < 0.75) {
      ground[0] = (float) (120 + 110 * random.nextDouble());
      ground[1] = (float) (ground[0] * (0.3 + 0.35 * random.nextDouble()));
      ground[2] = (float) (ground[1] * (0.2 + 0.6 * random.nextDouble()));
    } else {
      Arrays.fill(ground, (float) (70 + 130 * random.nextDouble()));
    }
    double darkness = 0.55 + 0.32 * random.nextDouble();
    for (int c = 0; c < Plane.CHANNELS; c++) {
      canvas.foreground[c] = (float) (ground[c] * (c == 0 ? (darkness + 1) / 2 : darkness));
    }
  }

  private static void paintVessels(Canvas canvas, double[] cover) {
    float[] shading = Noise.value(canvas, canvas.unit * 0.1);
    double strength = 0.75 + 0.5 * canvas.random.nextDouble();
    canvas.random
        .nextDouble(); // was once the central reflex; kept, so that seeds keep their images
    for (int i = 0; i < canvas.pixels; i++) {
      double share = cover[i] * strength * (0.85 + 0.15 * shading[i]);
      for (int c = 0; c < Plane.CHANNELS && cover[i] > 0; c++) {
        canvas.values[c * canvas.pixels + i] +=
            (float) (share * (canvas.foreground[c] - canvas.background[c]));
      }
    }
  }

  /** Darkens towards the edge of a disc and blackens what lies outside. */
  private static void cutFieldOfView(Canvas canvas) {
    RandomGenerator random = canvas.random;
    double x = canvas.width / 2.0 + 0.05 * canvas.width * random.nextGaussian();
    double y = canvas.height / 2.0 + 0.03 * canvas.height * random.nextGaussian();
    double radius = canvas.unit * (0.44 + 0.14 * random.nextDouble());
    for (int i = 0; i < canvas.pixels; i++) {
      double distance = Math.hypot(i % canvas.width - x, i / canvas.width - y);
      double light = 1 - 0.4 * Math.pow(distance / radius, 3);
      if (distance > radius) {
        light = 0;
        canvas.labels[i] = 0;
      }
      canvas.scale(i, (float) Math.max(0, light));
    }
  }
}
