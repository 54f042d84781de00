package io.github.evosam.sam.hiera;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * SAM 2's neck (official {@code image_encoder.py}, {@code FpnNeck}): each stage brought to the same
 * width; the third also takes what the fourth sees.
 *
 * <p>Legend: B batch, S input side, C embedding channels.
 */
public final class FeaturePyramid {
  private static final String ROOT = "image_encoder.neck.convs.";
  private static final int STAGES = 4;

  /** First stage to last; the file counts from the last. */
  private final List<Layer> lateral = new ArrayList<>();

  /** Builds the neck over the parameters {@code image_encoder.neck.*}. */
  public FeaturePyramid(StateDict weights) {
    for (int i = STAGES - 1; i >= 0; i--) {
      lateral.add(Projection.ofPixels(weights, ROOT + i + ".conv"));
    }
  }

  /**
   * The pyramid's levels of strides 4, 8 and 16.
   *
   * @param stages outputs of the four stages, {@code [B, C_i, h_i, w_i]}
   * @return {@code [B, C, S/4, S/4]}, {@code [B, C, S/8, S/8]} and {@code [B, C, S/16, S/16]}
   */
  public List<NDArray> levels(List<NDArray> stages) {
    NDArray above = lateral.get(3).forward(stages.get(3)).repeat(2, 2).repeat(3, 2);
    return List.of(
        lateral.get(0).forward(stages.get(0)),
        lateral.get(1).forward(stages.get(1)),
        lateral.get(2).forward(stages.get(2)).add(above));
  }
}
