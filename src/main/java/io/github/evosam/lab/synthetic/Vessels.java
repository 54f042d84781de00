package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.random.RandomGenerator;

/** Vessel trees: angiograms of any colour, and eye grounds. */
final class Vessels {
  private static final double LEAST_CONTRAST = 45; // grey levels of a thick vessel

  private Vessels() {}

  static void paint(Canvas canvas) {
    if (canvas.random.nextDouble() < 0.62) {
      Fundus.paint(canvas);
    } else {
      paintAngiogram(canvas);
    }
  }

  private static void paintAngiogram(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    int budget = 8 + random.nextInt(60);
    double radius = canvas.unit * (0.004 + 0.012 * random.nextDouble());
    double thinnest = Math.max(0.45, canvas.unit * 0.0012);
    double tortuosity = 0.25 + 1.6 * random.nextDouble() * random.nextDouble();
    VesselTree tree =
        new VesselTree(
            canvas, new VesselTree.Habit(budget, tortuosity, thinnest, canvas.unit * 0.14, 3));
    double x = canvas.width * random.nextDouble();
    double y = canvas.height * random.nextDouble();
    int roots = 1 + random.nextInt(4);
    for (int i = 0; i < roots; i++) {
      double direction = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / roots;
      double length = canvas.unit * (0.2 + 0.6 * random.nextDouble());
      double thickness = radius * (0.6 + 0.5 * random.nextDouble());
      tree.plant(new Branch(x, y, direction, thickness, 0, length, 0));
    }
    tree.grow();
    paintVessels(canvas, tree.cover);
  }

  private static void paintVessels(Canvas canvas, float[] cover) {
    float[] shading = Noise.value(canvas, canvas.unit * 0.1);
    double contrast = Math.abs(canvas.foreground[1] - canvas.background[1]);
    double strength =
        (0.75 + 0.5 * canvas.random.nextDouble()) * Math.max(1, LEAST_CONTRAST / (contrast + 1));
    for (int i = 0; i < canvas.pixels; i++) {
      double share = cover[i] * strength * (0.85 + 0.15 * shading[i]);
      for (int c = 0; c < Plane.CHANNELS && cover[i] > 0; c++) {
        canvas.values[c * canvas.pixels + i] +=
            (float) (share * (canvas.foreground[c] - canvas.background[c]));
      }
    }
  }
}
