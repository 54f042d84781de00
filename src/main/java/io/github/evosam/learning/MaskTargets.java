package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.Mask;
import java.util.List;

/** True masks in the form that {@link MaskLoss} compares with. */
public final class MaskTargets {
  /** Masks are judged at twice the resolution of the logits, so that thin structures count. */
  public static final int CELL = 2;

  private MaskTargets() {}

  /**
   * The share of foreground in each cell of {@value #CELL} × {@value #CELL} pixels.
   *
   * @param truths N masks of S × S pixels, S even
   * @return {@code [N, 1, S / 2, S / 2]}, 0..1
   */
  public static NDArray shares(List<Mask> truths, NDManager manager) {
    int side = truths.get(0).size().width();
    int cells = side / CELL;
    float[] shares = new float[truths.size() * cells * cells];
    float unit = 1f / (CELL * CELL);
    for (int n = 0; n < truths.size(); n++) {
      int base = n * cells * cells;
      truths.get(n).toBitSet().stream()
          .forEach(i -> shares[base + i / side / CELL * cells + i % side / CELL] += unit);
    }
    return manager.create(shares, new Shape(truths.size(), 1, cells, cells));
  }
}
