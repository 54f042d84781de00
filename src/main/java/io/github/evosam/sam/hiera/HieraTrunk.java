package io.github.evosam.sam.hiera;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Hiera trunk of SAM 2 (Ryali et al. 2023; official {@code hieradet.py}): overlapping patches
 * with absolute positions, then four stages at strides 4, 8, 16 and 32.
 *
 * <p>Legend: B batch, S input side, a multiple of 32, C width.
 */
public final class HieraTrunk {
  private static final int PATCH_STRIDE = 4;
  private static final int PATCH_PADDING = 3;

  private final StateDict weights;
  private final HieraLayout layout;
  private final Layer patches;
  private final List<Layer> blocks = new ArrayList<>();
  private final Map<Integer, NDArray> positions = new HashMap<>();

  /**
   * Builds the trunk over the parameters {@code image_encoder.trunk.*}.
   *
   * @throws IllegalArgumentException if a parameter is missing or of the wrong shape
   */
  public HieraTrunk(StateDict weights) {
    this.weights = weights;
    layout = HieraLayout.of(weights);
    patches = Conv.of(weights, HieraLayout.ROOT + "patch_embed.proj", PATCH_STRIDE, PATCH_PADDING);
    for (int i = 0; i < layout.depth(); i++) {
      blocks.add(new HieraBlock(weights, layout, i));
    }
  }

  /** The architecture. */
  public HieraLayout layout() {
    return layout;
  }

  /**
   * What comes before the blocks, {@code [B, 3, S, S] → [B, S/4, S/4, C]}.
   *
   * @throws IllegalArgumentException if windows do not fill the input
   */
  public NDArray stem(NDArray input) {
    int side = (int) input.getShape().get(2) / PATCH_STRIDE;
    NDArray absolute = positions.computeIfAbsent(side, s -> HieraPositions.of(weights, s));
    return Scope.keep(() -> patches.forward(input).transpose(0, 2, 3, 1).add(absolute));
  }

  /** Runs one block, {@code [B, H, W, C] → [B, H', W', C']}. */
  public NDArray block(int i, NDArray tokens) {
    return blocks.get(i).forward(tokens);
  }
}
