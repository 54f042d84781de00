package io.github.evosam.learning.synthetic;

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
    float[] noise = new float[canvas.pixels];
    for (int y = 0; y < canvas.height; y++) {
      int row = (int) (y / cell);
      float down = smooth((float) (y / cell - row));
      for (int x = 0; x < canvas.width; x++) {
        int column = (int) (x / cell);
        float right = smooth((float) (x / cell - column));
        int i = row * columns + column;
        float top = grid[i] + (grid[i + 1] - grid[i]) * right;
        float bottom = grid[i + columns] + (grid[i + columns + 1] - grid[i + columns]) * right;
        noise[y * canvas.width + x] = top + (bottom - top) * down;
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
