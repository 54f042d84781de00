package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * Cells that fill the plane, divided by membranes, as in electron microscopy. The objects are the
 * cells, the network of membranes, or bodies inside the cells.
 */
final class Membranes {
  private static final int CELLS = 0;
  private static final int NETWORK = 1;
  private static final int BODIES = 2;

  private Membranes() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintBackground();
    int cells = 12 + random.nextInt(60);
    double[][] centres = Nearest.centres(canvas, cells);
    float[] shades = new float[cells];
    for (int i = 0; i < cells; i++) {
      shades[i] = (float) (18 * random.nextGaussian());
    }
    float[] warpX = Noise.value(canvas, canvas.unit * 0.12);
    float[] warpY = Noise.value(canvas, canvas.unit * 0.12);
    double warp = canvas.unit * 0.06 * random.nextDouble();
    double thickness = 1 + canvas.unit * 0.008 * random.nextDouble();
    int objects = objects(random.nextDouble());
    double membrane = -(30 + 90 * random.nextDouble()) * (random.nextDouble() < 0.8 ? 1 : -1);
    for (int i = 0; i < canvas.pixels; i++) {
      double x = i % canvas.width + warp * warpX[i];
      double y = i / canvas.width + warp * warpY[i];
      Nearest nearest = Nearest.of(centres[0], centres[1], x, y);
      double share = Math.max(0, Math.min(1, thickness - nearest.fromBorder() + 0.5));
      canvas.add(i, (float) (share * membrane + (1 - share) * shades[nearest.cell()]));
      if (objects == CELLS && share < 0.5) {
        canvas.labels[i] = nearest.cell() + 1;
      }
      if (objects == NETWORK && share >= 0.5) {
        canvas.labels[i] = 1;
      }
    }
    if (objects == BODIES) {
      paintBodies(canvas, membrane);
    }
  }

  /** Mostly cells: the lines between them are rarely what is asked for. */
  private static int objects(double drawn) {
    if (drawn < 0.7) {
      return CELLS;
    }
    return drawn < 0.8 ? NETWORK : BODIES;
  }

  private static void paintBodies(Canvas canvas, double membrane) {
    RandomGenerator random = canvas.random;
    int count = 3 + random.nextInt(12);
    float[] texture = Noise.value(canvas, 3);
    double amplitude = 30 * random.nextDouble();
    for (int label = 1; label <= count; label++) {
      double radius = canvas.unit * (0.02 + 0.05 * random.nextDouble());
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      if (canvas.isOccupied(x, y, radius)) {
        continue;
      }
      Contour contour = Contour.random(random);
      double contrast = canvas.foreground[0] - canvas.background[0];
      double shade =
          (membrane * (0.4 + 0.5 * random.nextDouble())) / (Math.abs(contrast) < 3 ? 3 : contrast);
      for (int c = 1; c < 3; c++) {
        canvas.foreground[c] = canvas.background[c] + canvas.foreground[0] - canvas.background[0];
      }
      double rim = random.nextBoolean() ? membrane * 0.6 : 0;
      canvas.paint(new Blob(x, y, radius, contour, 0.1, rim, shade, texture, amplitude, label));
    }
  }
}
