package io.github.evosam.learning;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import java.util.List;

/** A picture of 64 pixels a side that shows a bright square of 22 pixels on a dark ground. */
final class BrightSquare {
  private static final int SIDE = 64;

  private BrightSquare() {}

  /** Three pictures, each with the square at another place. */
  static List<LabelledPlane> three() {
    return List.of(at(5, 8), at(35, 30), at(10, 36));
  }

  /** The square with its top-left pixel there, labelled 1. */
  static LabelledPlane at(int left, int top) {
    ImageSize size = new ImageSize(SIDE, SIDE);
    int[] labels = new int[SIDE * SIDE];
    float[] values = new float[Plane.CHANNELS * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE - left;
      int y = i / SIDE % SIDE - top;
      boolean inside = x >= 0 && x < 22 && y >= 0 && y < 22;
      values[i] = inside ? 220 : 40;
      labels[i % (SIDE * SIDE)] = inside ? 1 : 0;
    }
    return new LabelledPlane(new Plane(size, values), LabelMap.of(size, labels));
  }
}
