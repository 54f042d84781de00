package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.List;

/**
 * How deep inside its object each pixel lies: the distance to the nearest pixel of something else,
 * as a share of the largest such distance in the object. Touching objects thus have middles of
 * their own.
 */
final class DepthTargets {
  private DepthTargets() {}

  /**
   * The depths of the objects of B images.
   *
   * @param labels S × S each, S even
   * @return {@code [B, 1, S / 2, S / 2]}, 0 in the background, 1 in the middle of an object
   */
  static NDArray of(List<LabelMap> labels, NDManager manager) {
    int side = labels.get(0).size().width() / 2;
    float[] all = new float[labels.size() * side * side];
    for (int b = 0; b < labels.size(); b++) {
      System.arraycopy(depths(labels.get(b), side), 0, all, b * side * side, side * side);
    }
    return manager.create(all, new Shape(labels.size(), 1, side, side));
  }

  private static float[] depths(LabelMap labels, int side) {
    int[] half = new int[side * side];
    int most = 0;
    for (int i = 0; i < half.length; i++) {
      half[i] = labels.at(2 * (i % side), 2 * (i / side));
      most = Math.max(most, half[i]);
    }
    double[] squared = DistanceTransform.squaredTo(borders(half, side));
    double[] deepest = new double[most + 1];
    for (int i = 0; i < half.length; i++) {
      deepest[half[i]] = Math.max(deepest[half[i]], Math.sqrt(squared[i]));
    }
    float[] depths = new float[half.length];
    for (int i = 0; i < half.length; i++) {
      // a border pixel of an object lies half a pixel inside
      double depth = (Math.sqrt(squared[i]) + 0.5) / (deepest[half[i]] + 0.5);
      depths[i] = half[i] == 0 ? 0 : (float) depth;
    }
    return depths;
  }

  /** The background, and of each object the pixels beside something else. */
  private static Mask borders(int[] labels, int side) {
    BitSet borders = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      int x = i % side;
      boolean inside =
          labels[i] > 0
              && (x == 0 || labels[i - 1] == labels[i])
              && (x == side - 1 || labels[i + 1] == labels[i])
              && (i < side || labels[i - side] == labels[i])
              && (i >= labels.length - side || labels[i + side] == labels[i]);
      borders.set(i, !inside);
    }
    return Mask.of(new ImageSize(side, side), borders);
  }
}
