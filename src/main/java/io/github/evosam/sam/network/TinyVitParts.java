package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.ConvNorm;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import io.github.evosam.sam.vit.TinyVitAttention;

/**
 * The parts that {@link TinyVitEncoder} is put together from; each maps {@code [B, C, H, W]} to
 * {@code [B, C', H', W']}.
 */
record TinyVitParts(StateDict weights) {

  /** Two stride-2 convolutions: {@code [B, 3, S, S] → [B, C, S/4, S/4]}. */
  Layer stem(String name) {
    return convNorm(name + "0", 2).then(TinyVitEncoder::gelu).then(convNorm(name + "2", 2));
  }

  /** MBConv: widen, depthwise 3 × 3, narrow, add the input. */
  Layer invertedResidual(String name) {
    Layer branch =
        convNorm(name + "conv1", 1)
            .then(TinyVitEncoder::gelu)
            .then(convNorm(name + "conv2", 1))
            .then(TinyVitEncoder::gelu)
            .then(convNorm(name + "conv3", 1));
    return x -> Scope.keep(() -> TinyVitEncoder.gelu(branch.forward(x).add(x)));
  }

  /** Merges patches between stages; the depthwise convolution carries the stride. */
  Layer merging(String name, int stride) {
    Layer layers =
        convNorm(name + "conv1", 1)
            .then(TinyVitEncoder::gelu)
            .then(convNorm(name + "conv2", stride))
            .then(TinyVitEncoder::gelu)
            .then(convNorm(name + "conv3", 1));
    return x -> Scope.keep(() -> layers.forward(x));
  }

  /** Window attention, a depthwise 3 × 3 convolution, and an MLP, the first and last residual. */
  Layer attentionBlock(String name) {
    Layer attention = new TinyVitAttention(weights, name + "attn.");
    Layer localConv = convNorm(name + "local_conv", 1);
    Layer mlp =
        TokenNorm.of(weights, name + "mlp.norm", TokenNorm.DEFAULT_EPSILON)
            .then(Mlp.of(weights, TinyVitEncoder::gelu, name + "mlp.fc1", name + "mlp.fc2"));
    return x ->
        Scope.keep(
            () -> {
              // [B, C, H, W] -> [B, H, W, C]
              NDArray attended = x.transpose(0, 2, 3, 1).add(attention.forward(x));
              NDArray local = localConv.forward(attended.transpose(0, 3, 1, 2));
              NDArray pixels = local.transpose(0, 2, 3, 1);
              return pixels.add(mlp.forward(pixels)).transpose(0, 3, 1, 2);
            });
  }

  /** A convolution with its normalisation; depthwise where the kernel has one input channel. */
  private Layer convNorm(String name, int stride) {
    long[] kernel = weights.shape(name + ".c.weight").getShape();
    int groups = kernel[1] == 1 ? (int) kernel[0] : 1;
    return ConvNorm.folded(weights, name, stride, groups);
  }
}
