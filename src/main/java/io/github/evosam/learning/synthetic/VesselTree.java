package io.github.evosam.learning.synthetic;

import java.util.random.RandomGenerator;

/** Grows branching, tapering vessels; all of them are one object, label 1. */
final class VesselTree {
  private static final int DEEPEST = 3;
  private static final double MARGIN = 20; // pixels a vessel may leave the image by

  private final Canvas canvas;
  private final RandomGenerator random;
  private final double tortuosity;
  private final double thinnest;

  /** Branches that may still grow. */
  private int budget;

  /** Share of each pixel that vessels cover. */
  final double[] cover;

  VesselTree(Canvas canvas, int budget, double tortuosity, double thinnest) {
    this.canvas = canvas;
    this.random = canvas.random;
    this.budget = budget;
    this.tortuosity = tortuosity;
    this.thinnest = thinnest;
    this.cover = new double[canvas.pixels];
  }

  /**
   * Grows a branch with its side branches.
   *
   * @param direction radians
   * @param thickness radius at its root, pixels
   * @param depth 0 for a root
   */
  void grow(double rootX, double rootY, double direction, double thickness, int depth) {
    if (budget-- <= 0) {
      return;
    }
    double length = canvas.unit * (0.1 + 0.35 * random.nextDouble()) * (depth == 0 ? 1.8 : 1);
    double stride = Math.max(0.7, thickness * 0.5);
    int steps = (int) (length / stride);
    double x = rootX;
    double y = rootY;
    double heading = direction;
    double radius = thickness;
    double curvature = 0;
    for (int i = 0; i < steps; i++) {
      curvature = bend(curvature, radius);
      heading += curvature * stride;
      x += stride * Math.cos(heading);
      y += stride * Math.sin(heading);
      if (hasLeft(x, y)) {
        return;
      }
      canvas.stamp(x, y, radius, 1, cover);
      radius = Math.max(thinnest, radius - (thickness * 0.35) / steps);
      if (depth < DEEPEST
          && radius > thinnest * 1.05
          && random.nextDouble() < 0.9 * stride / (canvas.unit * 0.13)) {
        growSideBranch(x, y, heading, radius, depth);
      }
    }
    if (depth < DEEPEST && radius > thinnest) {
      fork(x, y, heading, radius, depth);
    }
  }

  private double bend(double curvature, double radius) {
    return 0.93 * curvature
        + tortuosity
            * random.nextGaussian()
            * 0.02
            * 256
            / canvas.unit
            / Math.sqrt(Math.max(1, radius));
  }

  private boolean hasLeft(double x, double y) {
    return x < -MARGIN || y < -MARGIN || x > canvas.width + MARGIN || y > canvas.height + MARGIN;
  }

  private void growSideBranch(double x, double y, double heading, double radius, int depth) {
    double side = random.nextBoolean() ? 1 : -1;
    double direction = heading + side * (0.35 + 0.6 * random.nextDouble());
    double thickness = Math.max(thinnest, radius * (0.45 + 0.4 * random.nextDouble()));
    grow(x, y, direction, thickness, depth + 1);
  }

  private void fork(double x, double y, double heading, double radius, int depth) {
    double spread = 0.25 + 0.5 * random.nextDouble();
    grow(x, y, heading + spread, Math.max(thinnest, radius * 0.8), depth + 1);
    double other = heading - spread * random.nextDouble();
    grow(x, y, other, Math.max(thinnest, radius * 0.7), depth + 1);
  }
}
