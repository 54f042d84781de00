package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.Plane;
import java.util.random.RandomGenerator;

/**
 * Layered tissue in ultrasound; the objects are lesions with fuzzy borders, mostly dark, that leave
 * a shadow or an enhancement below.
 */
final class Ultrasound {
  private Ultrasound() {}

  static void paint(Canvas canvas) {
    RandomGenerator random = canvas.random;
    double ground = 60 + 110 * random.nextDouble();
    boolean dark = random.nextDouble() < 0.85;
    double share = dark ? 0.35 + 0.45 * random.nextDouble() : -0.4 * random.nextDouble() - 0.15;
    canvas.chooseGrey(ground, -share * ground);
    paintLayers(canvas);
    int lesions = random.nextDouble() < 0.8 ? 1 : 2;
    float[] texture = Noise.fractal(canvas, canvas.unit * 0.05);
    double amplitude = 22 * random.nextDouble();
    for (int label = 1; label <= lesions; label++) {
      double x = canvas.width * (0.15 + 0.7 * random.nextDouble());
      double y = canvas.height * (0.2 + 0.5 * random.nextDouble());
      double radius = canvas.unit * (0.08 + 0.2 * random.nextDouble());
      Contour contour = Contour.random(random).withAngle(0.35 * random.nextGaussian());
      double softness = 0.05 + 0.4 * random.nextDouble();
      double rim = random.nextDouble() < 0.3 ? 25 * random.nextDouble() : 0;
      cast(canvas, new double[] {x, y, radius * 0.85});
      double shade = 0.8 + 0.3 * random.nextDouble();
      canvas.paint(
          new Blob(x, y, radius, contour, softness, rim, shade, texture, amplitude, label));
    }
    paintGrain(canvas);
  }

  /** Horizontal layers of differing echo, warped, with dark lobules. */
  private static void paintLayers(Canvas canvas) {
    RandomGenerator random = canvas.random;
    canvas.paintTexture(40, 30, 40);
    double thickness = canvas.unit * (0.05 + 0.15 * random.nextDouble());
    float[] layers = Noise.stretched(canvas, canvas.unit * 0.7, thickness);
    float[] strands = Noise.stretched(canvas, canvas.unit * 0.12, canvas.unit * 0.015);
    double layering = 55 * random.nextDouble();
    double stranding = 30 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      canvas.add(i, layering * layers[i] + stranding * strands[i]);
    }
    int lobules = random.nextInt(7);
    for (int i = 0; i < lobules; i++) {
      double x = canvas.width * random.nextDouble();
      double y = canvas.height * random.nextDouble();
      double radius = canvas.unit * (0.04 + 0.16 * random.nextDouble());
      Contour contour = Contour.random(random).withFlatness(0.3).withAngle(0.2);
      double shade = canvas.background[0] * 0.22 * random.nextGaussian();
      canvas.paint(Blob.distractor(x, y, radius, contour, 0.6, shade));
    }
  }

  /** Darkens or brightens the column below a lesion (x, y, half width). */
  private static void cast(Canvas canvas, double[] lesion) {
    double strength = canvas.random.nextDouble() < 0.6 ? -0.6 : 0.4;
    strength *= canvas.random.nextDouble();
    for (int y = Math.max(0, (int) lesion[1]); y < canvas.height; y++) {
      double fading = strength * Math.min(1, (y - lesion[1]) / lesion[2]);
      for (int x = 0; x < canvas.width; x++) {
        double across = Math.abs(x - lesion[0]) / lesion[2];
        if (across < 1) {
          canvas.scale(y * canvas.width + x, (float) (1 + fading * (1 - across * across)));
        }
      }
    }
  }

  /** Speckle that is wider than high, attenuation in depth and a dark margin at times. */
  private static void paintGrain(Canvas canvas) {
    RandomGenerator random = canvas.random;
    double cell = Math.max(1.2, canvas.unit * (0.005 + 0.008 * random.nextDouble()));
    float[] coarse = Noise.stretched(canvas, 1.8 * cell, cell);
    float[] fine = Noise.stretched(canvas, 2, 1.3);
    float strength = (float) (0.2 + 0.5 * random.nextDouble());
    double attenuation = 0.7 * random.nextDouble();
    for (int i = 0; i < canvas.pixels; i++) {
      float speckle = 1 + strength * (coarse[i] + 0.6f * fine[i]);
      double depth = (double) i / canvas.pixels;
      canvas.scale(i, Math.max(0, speckle * (float) (1.1 - attenuation * depth)));
    }
    float tint = random.nextDouble() < 0.1 ? 0.85f : 1;
    for (int i = 2 * canvas.pixels; i < Plane.CHANNELS * canvas.pixels; i++) {
      canvas.values[i] *= tint;
    }
  }
}
