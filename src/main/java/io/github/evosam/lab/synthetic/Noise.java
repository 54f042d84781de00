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
    int columns = (int) (canvas.width / cell) + 3;
    int rows = (int) (canvas.height / cell) + 3;
    float[] grid = new float[columns * rows];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) (2 * canvas.random.nextDouble() - 1);
    }
    return interpolate(canvas, grid, columns, cell);
  }

  private static float[] interpolate(Canvas canvas, float[] grid, int columns, double cell) {
    int[] column = new int[canvas.width];
    float[] right = new float[canvas.width];
    for (int x = 0; x < canvas.width; x++) {
      column[x] = (int) (x / cell);
      right[x] = smooth((float) (x / cell - column[x]));
    }
    float[] line = new float[columns];
    float[] noise = new float[canvas.pixels];
    for (int y = 0; y < canvas.height; y++) {
      int row = (int) (y / cell);
      float down = smooth((float) (y / cell - row));
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
    double cell = canvas.unit * (0.02 + 0.25 * canvas.random.nextDouble());
    float[] coarse = value(canvas, cell);
    float[] fine = value(canvas, Math.max(2, cell / 2.7));
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = 0.65f * coarse[i] + 0.35f * fine[i];
    }
    return coarse;
  }
}
