package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An eye ground: optic disc, macula, and arteries and veins whose arcades leave the disc and bend
 * round the macula, in a round field of view.
 */
final class Fundus {
  private final Canvas canvas;
  private final RandomGenerator random;

  /** Radius of the field of view, pixels. */
  private final double field;

  private final double centreX;
  private final double centreY;
  private final double discX;
  private final double discY;

  /** −1 or 1: where the macula lies, seen from the disc. */
  private final int side;

  private Fundus(Canvas canvas) {
    this.canvas = canvas;
    this.random = canvas.random;
    field = canvas.unit * (0.44 + 0.14 * random.nextDouble());
    centreX = canvas.width * (0.5 + 0.04 * random.nextGaussian());
    centreY = canvas.height * (0.5 + 0.03 * random.nextGaussian());
    side = random.nextBoolean() ? 1 : -1;
    boolean typical = random.nextDouble() < 0.7;
    double offset = typical ? 0.35 + 0.35 * random.nextDouble() : 0.6 * random.nextGaussian();
    discX = centreX - side * field * offset;
    discY = centreY + field * (typical ? 0.1 : 0.3) * random.nextGaussian();
  }

  static void paint(Canvas canvas) {
    Fundus fundus = new Fundus(canvas);
    fundus.paintGround();
    fundus.paintTrees();
    if (canvas.random.nextDouble() < 0.75) {
      fundus.cutFieldOfView();
    }
  }

  private void paintGround() {
    chooseColours();
    canvas.paintTexture(25, 18, 45);
    Contour disc = Contour.random(random).smoothed(0.1).withFlatness(0.9);
    double brightness = 30 + 70 * random.nextDouble();
    double radius = field * (0.11 + 0.07 * random.nextDouble());
    canvas.paint(Blob.distractor(discX, discY, radius, disc, 0.3, brightness));
    canvas.paint(Blob.distractor(discX, discY, radius * 0.45, disc, 0.5, brightness * 0.4));
    double x = discX + side * 5 * radius;
    double darkness = -40 * random.nextDouble();
    canvas.paint(Blob.distractor(x, discY + radius * 0.3, field * 0.2, disc, 1.4, darkness));
    if (random.nextDouble() < 0.35) {
      paintLesions();
    }
  }

  private void paintLesions() {
    int lesions = 1 + random.nextInt(14);
    for (int i = 0; i < lesions; i++) {
      double x = canvas.width * random.nextDouble();
      double y = canvas.height * random.nextDouble();
      double radius = canvas.unit * (0.004 + 0.02 * random.nextDouble());
      Contour contour = Contour.random(random);
      canvas.paint(Blob.distractor(x, y, radius, contour, 0.4, 45 * random.nextGaussian()));
    }
  }

  private void chooseColours() {
    float[] ground = canvas.background;
    if (random.nextDouble() < 0.78) {
      ground[0] = (float) (110 + 130 * random.nextDouble());
      ground[1] = (float) (ground[0] * (0.35 + 0.35 * random.nextDouble()));
      ground[2] = (float) (ground[1] * (0.2 + 0.6 * random.nextDouble()));
    } else {
      Arrays.fill(ground, (float) (70 + 130 * random.nextDouble()));
    }
  }

  private void paintTrees() {
    double thickness = field * (0.014 + 0.012 * random.nextDouble());
    double darkness = 0.3 + 0.32 * random.nextDouble();
    double spacing = field * (0.17 + 0.22 * random.nextDouble());
    double tortuosity = 0.25 + 0.6 * random.nextDouble() * random.nextDouble();
    double thinnest = Math.max(0.45, canvas.unit * 0.0013);
    VesselTree.Habit habit =
        new VesselTree.Habit(40 + random.nextInt(90), tortuosity, thinnest, spacing, 2);
    double reflex = random.nextDouble() < 0.5 ? 0.8 * random.nextDouble() : 0;
    VesselTree veins = growArcades(habit, thickness);
    VesselTree arteries = growArcades(habit, thickness * (0.6 + 0.25 * random.nextDouble()));
    paintVessels(veins, darkness, reflex * 0.4);
    paintVessels(arteries, darkness * (0.65 + 0.3 * random.nextDouble()), reflex);
  }

  /** Grows two arcades round the macula, two vessels on the other side and small ones between. */
  private VesselTree growArcades(VesselTree.Habit habit, double thickness) {
    VesselTree tree = new VesselTree(canvas, habit);
    for (int up = -1; up <= 1; up += 2) {
      double steep = 1.15 + 0.35 * random.nextGaussian();
      double bend = (0.75 + 0.35 * random.nextDouble()) / field;
      plant(tree, up * steep, thickness, -up * bend, 1.9);
      plant(tree, up * (2.2 + 0.3 * random.nextGaussian()), thickness * 0.75, up * 0.2 / field, 1);
    }
    int small = random.nextInt(5);
    for (int i = 0; i < small; i++) {
      plant(tree, 0.6 * random.nextGaussian(), thickness * 0.4, 0, 0.6);
    }
    tree.grow();
    return tree;
  }

  /**
   * Plants a vessel at the disc.
   *
   * @param direction radians from the line to the macula
   * @param length share of the field's radius
   */
  private void plant(
      VesselTree tree, double direction, double thickness, double drift, double length) {
    double heading = side > 0 ? direction : Math.PI - direction;
    double x = discX + 0.03 * field * random.nextGaussian();
    double y = discY + 0.03 * field * random.nextGaussian();
    double radius = thickness * (0.85 + 0.3 * random.nextDouble());
    tree.plant(new Branch(x, y, heading, radius, side * drift, length * field, 0));
  }

  /** Darkens the ground by the share that vessels cover, least in red. */
  private void paintVessels(VesselTree tree, double darkness, double reflex) {
    float[] shading = Noise.value(canvas, canvas.unit * 0.1);
    float[] channel = {(float) (darkness * 0.45), (float) darkness, (float) (darkness * 0.8)};
    if (canvas.background[0] == canvas.background[1]) {
      Arrays.fill(channel, (float) darkness);
    }
    for (int i = 0; i < canvas.pixels; i++) {
      float share = tree.cover[i];
      share *= (float) ((0.9 + 0.2 * shading[i]) * (1 - reflex * tree.core[i]));
      for (int c = 0; c < Plane.CHANNELS && share > 0; c++) {
        canvas.values[c * canvas.pixels + i] *= 1 - channel[c] * share;
      }
    }
  }

  /** Darkens towards the edge of the field of view and blackens what lies outside. */
  private void cutFieldOfView() {
    double dimming = 0.5 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      double distance = Degradations.distance(canvas, i, centreX, centreY) / field;
      if (distance > 1) {
        canvas.scale(i, 0);
        canvas.labels[i] = 0;
      } else {
        canvas.scale(i, (float) (1 - dimming * distance * distance * distance));
      }
    }
  }
}
