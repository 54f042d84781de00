package io.github.evosam.lab.synthetic;

/** Smooth random textures, {@code [H, W]} in −1..1. */
final class Noise {
  private Noise() {}

  /**
   * Value noise: random values on a grid, smoothly interpolated.
   *
   * @param cell distance of the grid's points, pixels
   */
  static float[] value(Canvas canvas, double cell) {
    return stretched(canvas, cell, cell);
  }

  /** Value noise whose grid is {@code cellX} pixels wide and {@code cellY} pixels high. */
  static float[] stretched(Canvas canvas, double cellX, double cellY) {
    int columns = (int) (canvas.width / cellX) + 3;
    int rows = (int) (canvas.height / cellY) + 3;
    float[] grid = new float[columns * rows];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) (2 * canvas.random.nextDouble() - 1);
    }
    return interpolate(canvas, grid, columns, new double[] {cellX, cellY});
  }

  private static float[] interpolate(Canvas canvas, float[] grid, int columns, double[] cell) {
    int[] column = new int[canvas.width];
    float[] right = new float[canvas.width];
    for (int x = 0; x < canvas.width; x++) {
      column[x] = (int) (x / cell[0]);
      right[x] = smooth((float) (x / cell[0] - column[x]));
    }
    float[] line = new float[columns];
    float[] noise = new float[canvas.pixels];
    for (int y = 0; y < canvas.height; y++) {
      int row = (int) (y / cell[1]);
      float down = smooth((float) (y / cell[1] - row));
      for (int i = 0, top = row * columns; i < columns; i++, top++) {
        line[i] = grid[top] + (grid[top + columns] - grid[top]) * down;
      }
      int start = y * canvas.width;
      for (int x = 0; x < canvas.width; x++) {
        float left = line[column[x]];
        noise[start + x] = left + (line[column[x] + 1] - left) * right[x];
      }
    }
    return noise;
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  /** Two octaves of value noise at a random scale. */
  static float[] fractal(Canvas canvas) {
    return fractal(canvas, canvas.unit * (0.02 + 0.25 * canvas.random.nextDouble()));
  }

  /** Two octaves of value noise, the coarser of the given cell. */
  static float[] fractal(Canvas canvas, double cell) {
    float[] coarse = value(canvas, cell);
    float[] fine = value(canvas, Math.max(2, cell / 2.7));
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = 0.65f * coarse[i] + 0.35f * fine[i];
    }
    return coarse;
  }

  /**
   * Stripes that wander: −1..1.
   *
   * @param wavelength pixels
   */
  static float[] stripes(Canvas canvas, double wavelength) {
    double angle = canvas.random.nextDouble() * Math.PI;
    double cos = 2 * Math.PI * Math.cos(angle) / wavelength;
    double sin = 2 * Math.PI * Math.sin(angle) / wavelength;
    float[] noise = value(canvas, 3 * wavelength);
    for (int y = 0, i = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++, i++) {
        noise[i] = (float) Math.sin(cos * x + sin * y + 5 * noise[i]);
      }
    }
    return noise;
  }
}
