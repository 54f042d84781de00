package io.github.evosam.engine;

import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;

/**
 * An image of any size that is computed where it is read: discs of many sizes and long wavy bands
 * on a mottled ground. It knows the largest part that was read.
 */
public final class PaintedSource implements PixelSource {
  private static final int CELL = 64;

  private final ImageSize size;
  private long largestRead;
  private long pixelsRead;

  /** An image of a size. */
  public PaintedSource(ImageSize size) {
    this.size = size;
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public Plane crop(int x, int y, ImageSize region) {
    largestRead = Math.max(largestRead, region.area());
    pixelsRead += region.area();
    int area = Math.toIntExact(region.area());
    float[] values = new float[Plane.CHANNELS * area];
    for (int i = 0; i < area; i++) {
      int column = Math.max(0, Math.min(size.width() - 1, x + i % region.width()));
      int row = Math.max(0, Math.min(size.height() - 1, y + i / region.width()));
      int level = level(column, row);
      values[i] = level;
      values[area + i] = level;
      values[2 * area + i] = level;
    }
    return new Plane(region, values);
  }

  /** Grey level of a pixel, 0..255. */
  public static int level(int x, int y) {
    return level(x, y, 1);
  }

  /** Grey level of a pixel where everything but the noise is enlarged. */
  public static int level(int fineX, int fineY, int magnification) {
    int noise = hash(fineX, fineY) & 15;
    int x = fineX / magnification;
    int y = fineY / magnification;
    if (Math.abs(y % 700 - 350 - 60 * Math.sin(x / 90.0)) < 9) {
      return 190 + noise;
    }
    return isDisc(x, y) ? 150 + noise : 50 + noise;
  }

  private static boolean isDisc(int x, int y) {
    int seed = hash(x / CELL + 7, y / CELL + 13);
    double radius = 6 + (seed & 15);
    double dx = x % CELL - CELL / 2.0 - (seed >> 4 & 7);
    double dy = y % CELL - CELL / 2.0 - (seed >> 7 & 7);
    return dx * dx + dy * dy < radius * radius;
  }

  /** A square part with its discs, to learn from; x and y are those of its first pixel. */
  public static TaskImage taught(int x, int y, int side, int magnification) {
    ImageSize size = new ImageSize(side, side);
    int[] labels = new int[side * side];
    float[] values = new float[Plane.CHANNELS * labels.length];
    for (int i = 0; i < labels.length; i++) {
      int column = x + i % side;
      int row = y + i / side;
      labels[i] = isDisc(column / magnification, row / magnification) ? 1 : 0;
      for (int c = 0; c < Plane.CHANNELS; c++) {
        values[c * labels.length + i] = level(column, row, magnification);
      }
    }
    return new TaskImage(
        "discs-%d-%d".formatted(x, y),
        new LabelledPlane(new Plane(size, values), LabelMap.of(size, labels)));
  }

  private static int hash(int x, int y) {
    int h = x * 0x9E3779B1 ^ y * 0x85EBCA77;
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    return (h ^ h >>> 13) >>> 1;
  }

  /** Pixels of the largest part that was read. */
  public long largestRead() {
    return largestRead;
  }

  /** Pixels of all parts that were read. */
  public long pixelsRead() {
    return pixelsRead;
  }

  /** Starts to count anew. */
  public void forgetReads() {
    largestRead = 0;
    pixelsRead = 0;
  }
}
