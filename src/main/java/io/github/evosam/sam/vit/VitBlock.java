package io.github.evosam.sam.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import io.github.evosam.nn.Windows;

/**
 * One transformer block of the ViT encoder (official {@code image_encoder.py}, {@code Block}): its
 * attention sees all tokens, or those of one window.
 *
 * <p>Legend: B batch, g side of the grid of tokens, C channels.
 */
public final class VitBlock implements Layer {
  private static final float EPSILON = 1e-6f;

  private final TokenNorm norm1;
  private final VitAttention attention;
  private final TokenNorm norm2;
  private final Mlp mlp;
  private final Windows windows;

  /**
   * Builds the block. The table of relative positions tells the attention's side: (L + 1) / 2.
   * Where that is smaller than the grid, it is a window's; otherwise the block is global.
   *
   * @param name prefix of its parameters, with the dot
   * @param grid side g of the grid of tokens
   */
  public VitBlock(StateDict weights, String name, int grid) {
    int tableSide = (int) (weights.shape(name + "attn.rel_pos_h").get(0) + 1) / 2;
    int side = Math.min(tableSide, grid);
    windows = new Windows(grid, grid, side);
    norm1 = TokenNorm.of(weights, name + "norm1", EPSILON);
    attention = new VitAttention(weights, name + "attn.", side);
    norm2 = TokenNorm.of(weights, name + "norm2", EPSILON);
    mlp = Mlp.of(weights, Activation::gelu, name + "mlp.lin1", name + "mlp.lin2");
  }

  /** {@code [B, g, g, C] → [B, g, g, C]}. */
  @Override
  public NDArray forward(NDArray x) {
    NDArray attended =
        Scope.keep(() -> x.add(windows.join(attention.forward(windows.split(norm1.forward(x))))));
    NDArray result = Scope.keep(() -> attended.add(mlp.forward(norm2.forward(attended))));
    attended.close();
    return result;
  }
}
