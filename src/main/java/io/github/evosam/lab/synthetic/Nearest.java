package io.github.evosam.lab.synthetic;

/**
 * The cell of a point.
 *
 * @param cell index
 * @param fromBorder half the difference of the distances to the two nearest cell centres, pixels
 */
record Nearest(int cell, double fromBorder) {
  /** Finds the cell of the centre nearest to a point. */
  static Nearest of(double[] xs, double[] ys, double x, double y) {
    double first = 1e18;
    double second = 1e18;
    int cell = 0;
    for (int i = 0; i < xs.length; i++) {
      double square = (xs[i] - x) * (xs[i] - x) + (ys[i] - y) * (ys[i] - y);
      if (square < first) {
        second = first;
        first = square;
        cell = i;
      } else if (square < second) {
        second = square;
      }
    }
    return new Nearest(cell, (Math.sqrt(second) - Math.sqrt(first)) / 2);
  }

  /** Random cell centres, x and y. */
  static double[][] centres(Canvas canvas, int cells) {
    double[] xs = canvas.random.doubles(cells, 0, canvas.width).toArray();
    double[] ys = canvas.random.doubles(cells, 0, canvas.height).toArray();
    return new double[][] {xs, ys};
  }
}
