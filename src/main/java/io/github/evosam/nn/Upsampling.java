package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;

/**
 * Transposed convolution that doubles height and width, {@code [N, C, H, W] → [N, C', 2H, 2W]}.
 *
 * @param weight gives {@code [C, C', 2, 2]} each time; an adapter can sit here
 * @param bias {@code [C']}
 */
public record Upsampling(Supplier<NDArray> weight, NDArray bias) implements Layer {

  /** The upsampling whose parameters are {@code name.weight} and {@code name.bias}. */
  public static Upsampling of(StateDict weights, String name) {
    weights.get(name + ".weight", -1, -1, 2, 2);
    return new Upsampling(() -> weights.adapted(name + ".weight"), weights.get(name + ".bias", -1));
  }

  @Override
  public NDArray forward(NDArray x) {
    long[] s = x.getShape().getShape();
    NDArray weights = weight.get();
    long out = weights.getShape().get(1);
    // Kernel and stride are both 2, so the outputs do not overlap: a 1 x 1 convolution to the four
    // values of each pixel, which are then laid out as a 2 x 2 square.
    NDArray kernel = weights.reshape(s[1], 4 * out).transpose().reshape(4 * out, s[1], 1, 1);
    NDArray squares = new Conv(kernel, null, 1, 0, 1).forward(x);
    // [N, C', 2, 2, H, W] -> [N, C', H, 2, W, 2]
    return squares
        .reshape(s[0], out, 2, 2, s[2], s[3])
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(s[0], out, 2 * s[2], 2 * s[3])
        .add(bias.reshape(1, out, 1, 1));
  }
}
