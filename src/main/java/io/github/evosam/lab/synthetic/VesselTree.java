package io.github.evosam.lab.synthetic;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * Grows branching, tapering vessels; all of them get label 1. Thick vessels grow before their
 * branches, so that a small budget leaves out the finest ones.
 */
final class VesselTree {
  private static final double MARGIN = 20; // pixels a vessel may leave the image by

  private final Canvas canvas;
  private final RandomGenerator random;
  private final Habit habit;
  private final Queue<Branch> waiting = new ArrayDeque<>();

  /** Share of each pixel that vessels cover. */
  final float[] cover;

  /** Share of each pixel that the middle third of vessels covers. */
  final float[] core;

  /**
   * How vessels grow.
   *
   * @param budget most branches
   * @param tortuosity 0 for straight vessels
   * @param thinnest radius, pixels
   * @param spacing mean distance of side branches, pixels
   * @param deepest depth of the last branches
   */
  record Habit(int budget, double tortuosity, double thinnest, double spacing, int deepest) {}

  VesselTree(Canvas canvas, Habit habit) {
    this.canvas = canvas;
    this.random = canvas.random;
    this.habit = habit;
    this.cover = new float[canvas.pixels];
    this.core = new float[canvas.pixels];
  }

  /** Plants a root; {@link #grow} grows it. */
  void plant(Branch root) {
    waiting.add(root);
  }

  /** Grows all roots with their branches. */
  void grow() {
    for (int left = habit.budget(); left > 0 && !waiting.isEmpty(); left--) {
      grow(waiting.remove());
    }
  }

  private void grow(Branch branch) {
    double stride = Math.max(0.7, branch.thickness() * 0.5);
    int steps = (int) (branch.length() / stride);
    double x = branch.x();
    double y = branch.y();
    double heading = branch.heading();
    double radius = branch.thickness();
    double curvature = 0;
    for (int i = 0; i < steps; i++) {
      curvature = bend(curvature, radius);
      heading += (curvature + branch.drift()) * stride;
      x += stride * Math.cos(heading);
      y += stride * Math.sin(heading);
      if (hasLeft(x, y)) {
        return;
      }
      canvas.stamp(x, y, radius, 1, cover);
      if (radius > 1.2) {
        canvas.stamp(x, y, radius / 3, 0, core);
      }
      radius = Math.max(habit.thinnest(), radius - branch.thickness() * 0.4 / steps);
      if (random.nextDouble() < stride / habit.spacing()) {
        growSideBranch(x, y, heading, radius, branch.depth());
      }
    }
    fork(x, y, heading, radius, branch.depth());
  }

  private double bend(double curvature, double radius) {
    double swing = habit.tortuosity() * random.nextGaussian() * 0.02 * 256 / canvas.unit;
    return 0.93 * curvature + swing / Math.sqrt(Math.max(1, radius));
  }

  private boolean hasLeft(double x, double y) {
    return x < -MARGIN || y < -MARGIN || x > canvas.width + MARGIN || y > canvas.height + MARGIN;
  }

  private void growSideBranch(double x, double y, double heading, double radius, int depth) {
    double side = random.nextBoolean() ? 1 : -1;
    double direction = heading + side * (0.45 + 0.7 * random.nextDouble());
    double thickness = radius * (0.45 + 0.4 * random.nextDouble());
    sprout(x, y, direction, thickness, depth + 1);
  }

  private void fork(double x, double y, double heading, double radius, int depth) {
    double spread = 0.25 + 0.5 * random.nextDouble();
    sprout(x, y, heading + spread, radius * 0.8, depth + 1);
    sprout(x, y, heading - spread * random.nextDouble(), radius * 0.7, depth + 1);
  }

  private void sprout(double x, double y, double heading, double thickness, int depth) {
    if (depth <= habit.deepest()) {
      double length = canvas.unit * (0.12 + 0.32 * random.nextDouble());
      double radius = Math.max(habit.thinnest(), thickness);
      waiting.add(new Branch(x, y, heading, radius, 0, length, depth));
    }
  }
}
