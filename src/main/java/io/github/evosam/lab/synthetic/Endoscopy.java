package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.random.RandomGenerator;

/**
 * The wall of a hollow organ under a lamp: pink, folded, with a dark lumen and highlights; the
 * objects are bumps of nearly the colour of the wall.
 */
final class Endoscopy {
  private static final double REACH = 1.5; // of a bump's shadow, in radii

  private final Canvas canvas;
  private final RandomGenerator random;
  private final double lampX;
  private final double lampY;

  private Endoscopy(Canvas canvas) {
    this.canvas = canvas;
    this.random = canvas.random;
    double direction = 2 * Math.PI * random.nextDouble();
    lampX = Math.cos(direction);
    lampY = Math.sin(direction);
  }

  static void paint(Canvas canvas) {
    new Endoscopy(canvas).paint();
  }

  private void paint() {
    paintWall();
    int bumps = random.nextDouble() < 0.75 ? 1 : 2 + random.nextInt(2);
    float[] texture = Noise.fractal(canvas, canvas.unit * 0.06);
    for (int label = 1; label <= bumps; label++) {
      paintBump(texture, label);
    }
    light();
    if (random.nextDouble() < 0.75) {
      Degradations.highlights(canvas);
    }
    if (random.nextDouble() < 0.4) {
      cutFrame();
    }
  }

  private void paintWall() {
    float[] wall = canvas.background;
    wall[0] = (float) (140 + 95 * random.nextDouble());
    wall[1] = (float) (wall[0] * (0.38 + 0.35 * random.nextDouble()));
    wall[2] = (float) (wall[1] * (0.65 + 0.45 * random.nextDouble()));
    canvas.paintTexture(30, 15, 30);
    float[] folds = Noise.fractal(canvas, canvas.unit * (0.15 + 0.25 * random.nextDouble()));
    double depth = 0.6 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      canvas.scale(i, (float) (1 + depth * (0.4 - 2 * Math.abs(folds[i]))));
    }
    if (random.nextDouble() < 0.6) {
      double x = canvas.width * random.nextDouble();
      double y = canvas.height * random.nextDouble();
      double radius = canvas.unit * (0.08 + 0.2 * random.nextDouble());
      Contour lumen = Contour.random(random);
      canvas.paint(Blob.distractor(x, y, radius, lumen, 0.9, -60 - 80 * random.nextDouble()));
    }
  }

  /** Shades a rounded body by the lamp's direction, with a shadow on the far side. */
  private void paintBump(float[] texture, int label) {
    double x = canvas.width * (0.15 + 0.7 * random.nextDouble());
    double y = canvas.height * (0.15 + 0.7 * random.nextDouble());
    double radius = canvas.unit * (0.08 + 0.24 * random.nextDouble());
    Contour contour = Contour.random(random);
    float[] tint = new float[Plane.CHANNELS];
    float brightness = (float) (1 + 0.1 * random.nextGaussian());
    for (int c = 0; c < Plane.CHANNELS; c++) {
      tint[c] = brightness + (float) (0.07 * random.nextGaussian());
    }
    double relief = 0.15 + 0.4 * random.nextDouble();
    double shadow = 0.5 * random.nextDouble();
    double roughness = 0.2 * random.nextDouble();
    double cos = Math.cos(contour.angle());
    double sin = Math.sin(contour.angle());
    for (int i = 0; i < canvas.pixels; i++) {
      double dx = (i % canvas.width - x) / radius;
      double dy = (i / canvas.width - y) / radius;
      if (dx * dx + dy * dy > REACH * REACH) {
        continue;
      }
      double depth = contour.depth(cos * dx + sin * dy, -sin * dx + cos * dy);
      double toLamp = dx * lampX + dy * lampY;
      if (depth < 1) {
        double light = 1 + relief * (0.3 * (1 - depth * depth) + toLamp * depth * depth);
        tint(i, tint, light * (1 + roughness * texture[i]));
        canvas.labels[i] = label;
      } else if (depth < 1.3) {
        double away = Math.max(0, 0.4 - toLamp) * (1.3 - depth) / 0.3;
        canvas.scale(i, (float) (1 - Math.min(0.7, shadow * away)));
      }
    }
  }

  private void tint(int pixel, float[] tint, double light) {
    for (int c = 0; c < Plane.CHANNELS; c++) {
      canvas.values[c * canvas.pixels + pixel] *= (float) (tint[c] * light);
    }
  }

  /** Dims what is far from the lamp. */
  private void light() {
    double x = canvas.width * (0.2 + 0.6 * random.nextDouble());
    double y = canvas.height * (0.2 + 0.6 * random.nextDouble());
    double strength = 1.2 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      double distance = Degradations.distance(canvas, i, x, y) / canvas.unit;
      canvas.scale(i, (float) (1.1 / (1 + strength * distance * distance * 2)));
    }
  }

  /** Blackens the corners. */
  private void cutFrame() {
    double round = random.nextDouble();
    double limit = 0.88 + 0.2 * random.nextDouble();
    double margin = 0.92 + 0.08 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      double dx = Math.abs(2.0 * (i % canvas.width) / canvas.width - 1);
      double dy = Math.abs(2.0 * (i / canvas.width) / canvas.height - 1);
      double corner = round < 0.5 ? Math.sqrt(dx * dx + dy * dy) / 1.2 : (dx + dy) / 1.65;
      if (corner > limit || dx > margin || dy > margin) {
        canvas.scale(i, 0.03f);
        canvas.labels[i] = 0;
      }
    }
  }
}
