package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * Cytoplasm in electron microscopy: the objects are mitochondria, among cell membranes, vesicles
 * and dark grains.
 */
final class Organelles {
  private Organelles() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    double contrast = -(12 + 60 * random.nextDouble()) * (random.nextDouble() < 0.9 ? 1 : -1);
    canvas.chooseGrey(110 + 95 * random.nextDouble(), contrast);
    canvas.paintTexture(35, 45, 25);
    double scale = canvas.unit * (0.02 + 0.09 * random.nextDouble());
    paintMitochondria(canvas, scale);
    if (random.nextDouble() < 0.75) {
      paintCells(canvas);
    }
    paintClutter(canvas, scale);
  }

  /** Cells of differing shade and their membranes, behind the mitochondria. */
  private static void paintCells(Canvas canvas) {
    RandomGenerator random = canvas.random;
    int cells = 2 + random.nextInt(14);
    double[][] centres = Nearest.centres(canvas, cells);
    double[] shades = random.doubles(cells, -22, 22).toArray();
    float[] warpX = Noise.value(canvas, canvas.unit * 0.15);
    float[] warpY = Noise.value(canvas, canvas.unit * 0.15);
    double warp = canvas.unit * (0.02 + 0.08 * random.nextDouble());
    double thickness = 0.7 + canvas.unit * 0.005 * random.nextDouble();
    double darkness = -(25 + 70 * random.nextDouble());
    for (int i = 0; i < canvas.pixels; i++) {
      double x = i % canvas.width + warp * warpX[i];
      double y = i / canvas.width + warp * warpY[i];
      Nearest nearest = Nearest.of(centres[0], centres[1], x, y);
      double share = Math.max(0, Math.min(1, thickness - nearest.fromBorder() + 0.5));
      double grey = share * darkness + (1 - share) * shades[nearest.cell()];
      canvas.add(i, canvas.labels[i] > 0 ? 0.1 * grey : grey);
    }
  }

  /** Vesicles, grains and smooth bodies that are no objects. */
  private static void paintClutter(Canvas canvas, double scale) {
    RandomGenerator random = canvas.random;
    int bodies = random.nextInt(4);
    for (int i = 0; i < bodies; i++) {
      double shade = 35 * random.nextGaussian();
      paintVesicle(canvas, scale * (0.4 + 1.5 * random.nextDouble()), shade, 0);
    }
    int vesicles = random.nextInt(60);
    double radius = Math.max(1.5, scale * (0.1 + 0.15 * random.nextDouble()));
    double shade = 30 * random.nextGaussian();
    double rim = -(20 + 60 * random.nextDouble());
    for (int i = 0; i < vesicles; i++) {
      paintVesicle(canvas, radius * (0.6 + 0.8 * random.nextDouble()), shade, rim);
    }
    int grains = random.nextInt(40);
    for (int i = 0; i < grains; i++) {
      paintVesicle(canvas, 1 + canvas.unit * 0.004 * random.nextDouble(), rim, 0);
    }
  }

  private static void paintVesicle(Canvas canvas, double radius, double shade, double rim) {
    double x = canvas.random.nextDouble() * canvas.width;
    double y = canvas.random.nextDouble() * canvas.height;
    Contour contour = Contour.random(canvas.random);
    if (!canvas.isOccupied(x, y, radius)) {
      canvas.paint(new Blob(x, y, radius, contour, 0.15, rim, shade, null, 0, Blob.DISTRACTOR));
    }
  }

  private static void paintMitochondria(Canvas canvas, double scale) {
    RandomGenerator random = canvas.random;
    int count = 1 + random.nextInt(14);
    double wavelength = Math.max(3, scale * (0.2 + 0.25 * random.nextDouble()));
    float[][] textures = {
      Noise.stripes(canvas, wavelength), Noise.stripes(canvas, wavelength), Noise.value(canvas, 3)
    };
    double amplitude = 5 + 35 * random.nextDouble();
    double rim = -60 * random.nextDouble();
    double variation = 0.25 * random.nextDouble();
    for (int label = 1; label <= count; label++) {
      boolean slender = random.nextDouble() < 0.5;
      Contour contour = slender ? Contour.slender(random) : Contour.random(random).smoothed(0.5);
      double radius = scale * (slender ? 1.5 : 1) * Math.exp(0.3 * random.nextGaussian());
      double x = random.nextDouble() * canvas.width;
      double y = random.nextDouble() * canvas.height;
      double shade = 1 + variation * random.nextGaussian();
      float[] texture = textures[random.nextInt(textures.length)];
      if (!canvas.isOccupied(x, y, radius)) {
        canvas.paint(new Blob(x, y, radius, contour, 0.1, rim, shade, texture, amplitude, label));
      }
    }
  }
}
