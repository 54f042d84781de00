package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The images that come with the project, each with its true labels; always the same. */
public final class TestImages {
  private static final long NUCLEI_SEED = 11;
  private static final long VESSELS_SEED = 6;
  private static final long MEMBRANES_SEED = 3;
  private static final int SLICES = 12;
  private static final int CELLS = 36;

  private TestImages() {}

  /** Bright nuclei on dark, some touching, 320 × 256. */
  public static LabelledPlane nuclei() {
    Canvas canvas = new Canvas(new ImageSize(320, 256), new SplittableRandom(NUCLEI_SEED));
    Arrays.fill(canvas.background, 24);
    Arrays.fill(canvas.foreground, 150);
    Arrays.fill(canvas.values, 24);
    float[] texture = Noise.value(canvas, 5);
    for (int label = 1; label <= 45; label++) {
      double radius = 14 + 4 * canvas.random.nextGaussian() * 0.6;
      double x = canvas.random.nextDouble() * canvas.width;
      double y = canvas.random.nextDouble() * canvas.height;
      Contour contour = Contour.random(canvas.random).smoothed(0.3);
      double shade = 0.8 + 0.5 * canvas.random.nextDouble();
      if (!canvas.isOccupied(x, y, radius * 0.75)) {
        canvas.paint(new Blob(x, y, radius, contour, 0.12, 0, shade, texture, 14, label));
      }
    }
    Degradations.imaging(canvas);
    return canvas.finish();
  }

  /** A colour eye ground with its vessel tree, 320 × 320. */
  public static LabelledPlane vessels() {
    Canvas canvas = new Canvas(new ImageSize(320, 320), new SplittableRandom(VESSELS_SEED));
    Fundus.paint(canvas);
    return canvas.finish();
  }

  /**
   * Slices through cells divided by dark membranes, 256 × 256 × 12; a cell keeps its label through
   * z while it moves and changes its outline.
   */
  public static List<LabelledPlane> membranes() {
    SplittableRandom random = new SplittableRandom(MEMBRANES_SEED);
    double[][] cells = new double[CELLS][];
    for (int i = 0; i < CELLS; i++) {
      double shade = 165 + 14 * random.nextGaussian();
      cells[i] =
          new double[] {
            256 * random.nextDouble(),
            256 * random.nextDouble(),
            random.nextGaussian(),
            random.nextGaussian(),
            shade
          };
    }
    long warp = random.nextLong();
    List<LabelledPlane> slices = new ArrayList<>();
    for (int z = 0; z < SLICES; z++) {
      slices.add(membraneSlice(cells, z, warp, random));
    }
    return slices;
  }

  private static LabelledPlane membraneSlice(
      double[][] cells, int z, long warp, SplittableRandom random) {
    Canvas canvas = new Canvas(new ImageSize(256, 256), new SplittableRandom(warp));
    Arrays.fill(canvas.values, 0);
    float[] warpX = Noise.value(canvas, 30);
    float[] warpY = Noise.value(canvas, 30);
    for (int i = 0; i < canvas.pixels; i++) {
      double x = i % canvas.width + 9 * warpX[i];
      double y = i / canvas.width + 9 * warpY[i];
      int nearest = 0;
      double first = Double.MAX_VALUE;
      double second = Double.MAX_VALUE;
      for (int c = 0; c < CELLS; c++) {
        double dx = cells[c][0] + z * cells[c][2] - x;
        double dy = cells[c][1] + z * cells[c][3] - y;
        double distance = Math.hypot(dx, dy);
        if (distance < first) {
          second = first;
          first = distance;
          nearest = c;
        } else if (distance < second) {
          second = distance;
        }
      }
      double membrane = Math.max(0, Math.min(1, 2.6 - (second - first) / 2));
      double noise = 6 * random.nextGaussian();
      canvas.add(i, cells[nearest][4] * (1 - membrane) + 50 * membrane + noise);
      canvas.labels[i] = membrane < 0.5 ? nearest + 1 : 0;
    }
    return canvas.finish();
  }
}
