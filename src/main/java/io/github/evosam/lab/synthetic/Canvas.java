package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A scene in the making: three colour planes, labels, the scene's colours and its random source.
 * Every method draws its random numbers in a fixed order, so that a seed always gives the same
 * image.
 */
final class Canvas {
  private static final double REACH = 1.9; // of a blob, in radii

  final RandomGenerator random;
  final int width;
  final int height;
  final int pixels;

  /** The longer side; sizes in a scene are shares of it. */
  final double unit;

  /** {@code [3, H, W]}, grey levels, not yet confined to 0..255. */
  final float[] values;

  final int[] labels;
  final float[] background = new float[Plane.CHANNELS];
  final float[] foreground = new float[Plane.CHANNELS];
  private final ImageSize size;

  Canvas(ImageSize size, RandomGenerator random) {
    this.size = size;
    this.random = random;
    width = size.width();
    height = size.height();
    pixels = width * height;
    values = new float[Plane.CHANNELS * pixels];
    labels = new int[pixels];
    unit = size.longestSide();
    chooseColours();
  }

  private void chooseColours() {
    boolean grey = random.nextDouble() < 0.55;
    for (int c = 0; c < Plane.CHANNELS; c++) {
      background[c] = grey && c > 0 ? background[0] : (float) (20 + 215 * random.nextDouble());
    }
    double contrast =
        (random.nextBoolean() ? 1 : -1) * (20 + 105 * random.nextDouble() * random.nextDouble());
    if (background[0] + contrast < 0 || background[0] + contrast > 255) {
      contrast = -contrast;
    }
    for (int c = 0; c < Plane.CHANNELS; c++) {
      foreground[c] = (float) (background[c] + contrast + (grey ? 0 : 25 * random.nextGaussian()));
    }
  }

  /** Adds the same to all channels of a pixel. */
  void add(int pixel, double grey) {
    for (int c = 0; c < Plane.CHANNELS; c++) {
      values[c * pixels + pixel] += (float) grey;
    }
  }

  /** Scales all channels of a pixel. */
  void scale(int pixel, float factor) {
    for (int c = 0; c < Plane.CHANNELS; c++) {
      values[c * pixels + pixel] *= factor;
    }
  }

  /** Paints over the whole canvas: the background colour with textures, and sometimes patches. */
  void paintBackground() {
    paintTexture(50, 35, 50);
    if (random.nextDouble() < 0.35) {
      paintPatches();
    }
  }

  /** Paints over the whole canvas: the background colour with textures up to given amplitudes. */
  void paintTexture(double mostCoarse, double mostFine, double mostLight) {
    float[] coarse = Noise.fractal(this);
    float coarseAmplitude = (float) (mostCoarse * random.nextDouble() * random.nextDouble());
    float[] fine = Noise.value(this, 2 + 5 * random.nextDouble());
    float fineAmplitude = (float) (mostFine * random.nextDouble() * random.nextDouble());
    float[] light = Noise.value(this, unit * 0.6);
    float lightAmplitude = (float) (mostLight * random.nextDouble() * random.nextDouble());
    for (int i = 0; i < pixels; i++) {
      float texture =
          coarseAmplitude * coarse[i] + fineAmplitude * fine[i] + lightAmplitude * light[i];
      for (int c = 0; c < Plane.CHANNELS; c++) {
        values[c * pixels + i] = background[c] + texture;
      }
    }
  }

  /** Makes the scene grey: a background and a foreground that differs by the contrast. */
  void chooseGrey(double ground, double contrast) {
    Arrays.fill(background, (float) ground);
    Arrays.fill(foreground, (float) (ground + contrast));
  }

  private void paintPatches() {
    int patches = 1 + random.nextInt(4);
    for (int i = 0; i < patches; i++) {
      Contour contour = Contour.random(random);
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height;
      double radius = unit * (0.05 + 0.25 * random.nextDouble());
      double shade = 30 * random.nextGaussian();
      double softness = 0.05 + 0.4 * random.nextDouble();
      paint(Blob.distractor(x, y, radius, contour, softness, shade));
    }
  }

  /** Paints a blob and labels its inside, if it is an object. */
  void paint(Blob blob) {
    double cos = Math.cos(blob.contour().angle());
    double sin = Math.sin(blob.contour().angle());
    double reach = blob.radius() * REACH;
    for (int y = Math.max(0, (int) (blob.y() - reach));
        y < Math.min(height, blob.y() + reach);
        y++) {
      for (int x = Math.max(0, (int) (blob.x() - reach));
          x < Math.min(width, blob.x() + reach);
          x++) {
        double dx = (x - blob.x()) / blob.radius();
        double dy = (y - blob.y()) / blob.radius();
        double depth = blob.contour().depth(cos * dx + sin * dy, -sin * dx + cos * dy);
        if (depth <= REACH) {
          paintPixel(blob, y * width + x, depth);
        }
      }
    }
  }

  /**
   * Paints one pixel of a blob.
   *
   * @param depth 0 in the middle, 1 on the outline
   */
  private void paintPixel(Blob blob, int pixel, double depth) {
    double edge = (1 - depth) / Math.max(blob.softness(), 1.0 / blob.radius());
    double share = edge > 0.5 ? 1 : edge < -0.5 ? 0 : edge + 0.5;
    for (int c = 0; c < Plane.CHANNELS && share > 0; c++) {
      double shade =
          blob.label() >= 0 ? (foreground[c] - background[c]) * blob.shade() : blob.shade();
      double texture = blob.texture() == null ? 0 : blob.textureAmplitude() * blob.texture()[pixel];
      values[c * pixels + pixel] += share * (shade + texture);
    }
    double fromRim = (depth - 1) * blob.radius() / 3;
    for (int c = 0; c < Plane.CHANNELS && blob.rim() != 0 && Math.abs(fromRim) < 1.5; c++) {
      values[c * pixels + pixel] += blob.rim() * Math.exp(-fromRim * fromRim * 2);
    }
    if (depth < 1 && blob.label() > 0) {
      labels[pixel] = blob.label();
    }
  }

  /** Whether an object of that place and radius would touch another. */
  boolean isOccupied(double x, double y, double radius) {
    for (int step = 0; step < 24; step++) {
      double direction = step * Math.PI / 12;
      for (double share : new double[] {0.4, 0.9, 1.2}) {
        int px = (int) (x + share * radius * Math.cos(direction));
        int py = (int) (y + share * radius * Math.sin(direction));
        boolean inside = px >= 0 && py >= 0 && px < width && py < height;
        if (inside && labels[py * width + px] > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Stamps a disc of a curve's width and labels it, unless the label is 0.
   *
   * @param cover share of each pixel that is covered so far, raised where the disc covers more
   */
  void stamp(double x, double y, double radius, int label, float[] cover) {
    int right = Math.min(width - 1, (int) (x + radius + 1));
    int bottom = Math.min(height - 1, (int) (y + radius + 1));
    for (int py = Math.max(0, (int) (y - radius - 1)); py <= bottom; py++) {
      for (int px = Math.max(0, (int) (x - radius - 1)); px <= right; px++) {
        double distance = Math.sqrt((px - x) * (px - x) + (py - y) * (py - y));
        float share = (float) Math.max(0, Math.min(1, radius - distance + 0.5));
        int pixel = py * width + px;
        cover[pixel] = Math.max(cover[pixel], share);
        if (share >= 0.5 && label > 0) {
          labels[pixel] = label;
        }
      }
    }
  }

  /** The finished image, confined to 0..255, with its objects before any blur or noise. */
  LabelledPlane finish() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(255, values[i]));
    }
    return new LabelledPlane(new Plane(size, values), LabelMap.of(size, labels));
  }
}
