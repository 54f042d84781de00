package io.github.evosam.lab.synthetic;

import java.util.random.RandomGenerator;

/**
 * Slices through a body: smooth regions of a few grey levels, nested or side by side, often blurred
 * by magnification. The objects are the regions of a level, or slender bodies between them.
 */
final class Sections {
  private Sections() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    double ground = 60 + 130 * random.nextDouble();
    double contrast = (14 + 40 * random.nextDouble()) * (random.nextDouble() < 0.65 ? 1 : -1);
    canvas.chooseGrey(ground, contrast);
    canvas.paintTexture(25, 20, 40);
    int[] levels = random.nextBoolean() ? folds(canvas) : compartments(canvas);
    boolean labelled = random.nextDouble() < 0.35;
    int bodies = labelled ? random.nextInt(3) : 1 + random.nextInt(4);
    paintBodies(canvas, bodies);
    double step = Math.abs(contrast) * (0.35 + 0.9 * random.nextDouble());
    for (int i = 0; i < canvas.pixels; i++) {
      boolean body = canvas.labels[i] > 0;
      canvas.add(i, step * (levels[i] - 1.5) * (body ? 0.2 : 1));
      if (labelled && !body && levels[i] > 0) {
        canvas.labels[i] = bodies + levels[i];
      }
    }
    if (random.nextDouble() < 0.4) {
      cutOutside(canvas);
    }
    int blur = (int) (canvas.unit * 0.012 * random.nextDouble() + 0.5);
    for (int i = 0; i < 2 && blur > 0; i++) {
      Degradations.blur(canvas, blur);
    }
  }

  /** Levels of thresholded noise: nested layers and folds. */
  private static int[] folds(Canvas canvas) {
    RandomGenerator random = canvas.random;
    float[] noise = Noise.fractal(canvas, canvas.unit * (0.1 + 0.25 * random.nextDouble()));
    boolean ridged = random.nextBoolean();
    double count = 2 + random.nextInt(4);
    int[] levels = new int[canvas.pixels];
    for (int i = 0; i < canvas.pixels; i++) {
      double height = ridged ? 1.6 * Math.abs(noise[i]) : 0.5 + 0.8 * noise[i];
      levels[i] = (int) (count * Math.max(0, Math.min(0.999, height)));
    }
    return levels;
  }

  /** Levels of a partition into cells with warped borders; neighbours may share a level. */
  private static int[] compartments(Canvas canvas) {
    RandomGenerator random = canvas.random;
    int cells = 5 + random.nextInt(20);
    double[][] centres = Nearest.centres(canvas, cells);
    int[] levelOfCell = random.ints(cells, 0, 3 + random.nextInt(3)).toArray();
    float[] warpX = Noise.fractal(canvas, canvas.unit * 0.2);
    float[] warpY = Noise.fractal(canvas, canvas.unit * 0.2);
    double warp = canvas.unit * (0.03 + 0.15 * random.nextDouble());
    int[] levels = new int[canvas.pixels];
    for (int i = 0; i < canvas.pixels; i++) {
      double x = i % canvas.width + warp * warpX[i];
      double y = i / canvas.width + warp * warpY[i];
      levels[i] = levelOfCell[Nearest.of(centres[0], centres[1], x, y).cell()];
    }
    return levels;
  }

  private static void paintBodies(Canvas canvas, int count) {
    RandomGenerator random = canvas.random;
    float[] texture = Noise.value(canvas, 2 + canvas.unit * 0.02 * random.nextDouble());
    double amplitude = 15 * random.nextDouble();
    double softness = 0.05 + 0.25 * random.nextDouble();
    for (int label = 1; label <= count; label++) {
      Contour contour =
          random.nextDouble() < 0.65 ? Contour.slender(random) : Contour.random(random);
      double radius = canvas.unit * (0.05 + 0.2 * random.nextDouble());
      double x = canvas.width * (0.1 + 0.8 * random.nextDouble());
      double y = canvas.height * (0.1 + 0.8 * random.nextDouble());
      double shade = 0.8 + 0.7 * random.nextDouble();
      if (!canvas.isOccupied(x, y, radius)) {
        canvas.paint(
            new Blob(x, y, radius, contour, softness, 0, shade, texture, amplitude, label));
      }
    }
  }

  /** Blackens what lies outside a body, which may have a bright rim. */
  private static void cutOutside(Canvas canvas) {
    RandomGenerator random = canvas.random;
    Contour body = Contour.random(random).smoothed(0.3).withFlatness(0.75);
    double radius = canvas.unit * (0.4 + 0.2 * random.nextDouble());
    double rim = 0.12 * random.nextDouble();
    double brightness = 80 * random.nextGaussian();
    double cos = Math.cos(body.angle()) / radius;
    double sin = Math.sin(body.angle()) / radius;
    for (int i = 0; i < canvas.pixels; i++) {
      double dx = i % canvas.width - canvas.width / 2.0;
      double dy = i / canvas.width - canvas.height / 2.0;
      double depth = body.depth(cos * dx + sin * dy, -sin * dx + cos * dy);
      if (depth > 1) {
        canvas.scale(i, 0.05f);
      } else if (depth > 1 - rim) {
        canvas.add(i, brightness);
      }
      canvas.labels[i] = depth > 1 - rim ? 0 : canvas.labels[i];
    }
  }
}
