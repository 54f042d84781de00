package io.github.evosam.learning;

import io.github.evosam.geometry.Mask;

/** Distances to the border of a mask, by the two-pass 3–4 chamfer (Borgefors 1986). */
public final class DistanceTransform {
  private static final int STEP = 3;
  private static final int DIAGONAL = 4;

  private DistanceTransform() {}

  /**
   * Three times the approximate distance, in pixels, from each foreground pixel to the nearest
   * pixel that is background or outside the image; 0 on background.
   *
   * @return {@code [H, W]} row-major
   */
  public static int[] chamfer(Mask mask) {
    int width = mask.size().width();
    int height = mask.size().height();
    // one pixel of background around the image
    int[] padded = new int[(width + 2) * (height + 2)];
    int row = width + 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        padded[(y + 1) * row + x + 1] = mask.contains(x, y) ? Integer.MAX_VALUE / 2 : 0;
      }
    }
    for (int i = row + 1; i < padded.length - row - 1; i++) {
      relax(padded, i, -1, -row, -row - 1, -row + 1);
    }
    for (int i = padded.length - row - 2; i > row; i--) {
      relax(padded, i, 1, row, row + 1, row - 1);
    }
    int[] distances = new int[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(padded, (y + 1) * row + 1, distances, y * width, width);
    }
    return distances;
  }

  private static void relax(int[] d, int i, int step1, int step2, int diagonal1, int diagonal2) {
    if (d[i] > 0) {
      int straight = Math.min(d[i + step1], d[i + step2]) + STEP;
      int diagonal = Math.min(d[i + diagonal1], d[i + diagonal2]) + DIAGONAL;
      d[i] = Math.min(d[i], Math.min(straight, diagonal));
    }
  }

  /**
   * Index {@code y · width + x} of the pixel farthest from the border; among equals the one nearest
   * to their mean position, so that a click on a symmetric object lies in its middle.
   *
   * @throws IllegalArgumentException if the mask is empty
   */
  public static int innermost(Mask mask) {
    if (mask.isEmpty()) {
      throw new IllegalArgumentException("An empty mask has no innermost pixel");
    }
    int[] distances = chamfer(mask);
    int max = 0;
    for (int d : distances) {
      max = Math.max(max, d);
    }
    return nearestToMean(distances, max, mask.size().width());
  }

  private static int nearestToMean(int[] distances, int max, int width) {
    double sumX = 0;
    double sumY = 0;
    int count = 0;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] == max) {
        sumX += i % width;
        sumY += i / width;
        count++;
      }
    }
    int best = -1;
    double bestSquare = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] == max) {
        double square =
            Math.pow(i % width - sumX / count, 2) + Math.pow(i / width - sumY / count, 2);
        if (square < bestSquare) {
          bestSquare = square;
          best = i;
        }
      }
    }
    return best;
  }
}
