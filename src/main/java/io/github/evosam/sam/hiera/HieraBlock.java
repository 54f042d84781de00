package io.github.evosam.sam.hiera;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Parts;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import io.github.evosam.nn.Windows;

/**
 * One block of Hiera (official {@code hieradet.py}, {@code MultiScaleBlock}): attention in windows
 * or over the whole image, then an MLP. The first block of each further stage halves height and
 * width and doubles the channels.
 *
 * <p>Legend: B batch, H × W tokens, C channels.
 */
final class HieraBlock implements Layer {
  private static final float EPSILON = 1e-6f;

  private final TokenNorm norm1;
  private final HieraAttention attention;
  private final TokenNorm norm2;
  private final Mlp mlp;
  private final Projection shortcut;
  private final int window;
  private final long hidden;

  /**
   * Builds block {@code i}; it pools if its weights bring the input to another width.
   *
   * @param layout of the trunk
   */
  HieraBlock(StateDict weights, HieraLayout layout, int i) {
    String name = HieraLayout.block(i);
    boolean pools = weights.has(name + "proj.weight");
    norm1 = TokenNorm.of(weights, name + "norm1", EPSILON);
    attention = new HieraAttention(weights, name + "attn.", layout.heads(i), pools);
    norm2 = TokenNorm.of(weights, name + "norm2", EPSILON);
    mlp = Mlp.of(weights, Activation::gelu, name + "mlp.layers.0", name + "mlp.layers.1");
    shortcut = pools ? Projection.of(weights, name + "proj") : null;
    window = layout.window(i);
    hidden = weights.shape(name + "mlp.layers.0.weight").get(0);
  }

  /**
   * {@code [B, H, W, C] → [B, H, W, C]}, or {@code [B, H/2, W/2, 2C]} if it pools. Windows do not
   * see each other, so they are done in bands, line by line of windows.
   */
  @Override
  public NDArray forward(NDArray x) {
    if (window == 0) {
      return Scope.keep(() -> band(x));
    }
    long inLine = (x.getShape().get(2) + window - 1) / window;
    return Scope.keep(() -> Parts.ofBands(x, window, inLine * attention.work(window), this::band));
  }

  private NDArray band(NDArray x) {
    NDArray attended = attend(x);
    long[] s = attended.getShape().getShape();
    return Parts.ofRows(
            attended.reshape(s[0] * s[1] * s[2], s[3]),
            hidden,
            tokens -> tokens.add(mlp.forward(norm2.forward(tokens))))
        .reshape(s);
  }

  private NDArray attend(NDArray x) {
    NDArray normed = norm1.forward(x);
    long height = x.getShape().get(1);
    long width = x.getShape().get(2);
    long side = window == 0 ? height : window;
    NDArray tokens = attention.forward(new Windows(height, width, side).split(normed), side);
    if (shortcut == null) {
      return x.add(new Windows(height, width, side).join(tokens));
    }
    NDArray around = HieraAttention.pooled(shortcut.forward(normed));
    return around.add(new Windows(height / 2, width / 2, side / 2).join(tokens));
  }
}
