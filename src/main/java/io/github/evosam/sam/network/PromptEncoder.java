package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.LayerNorm2d;
import io.github.evosam.nn.StateDict;

/**
 * Embeds points, boxes and masks (official {@code prompt_encoder.py}).
 *
 * <p>Legend: N prompts, T tokens, C embedding channels, S input side, h = w = S / 16.
 */
public final class PromptEncoder {
  private static final String ROOT = "prompt_encoder.";

  private final int inputSide;
  private final NDArray frequencies;
  private final NDArray noMask;
  private final NDArray[] kindEmbeddings = new NDArray[PromptTokens.KINDS];
  private final Layer maskDownscaling;

  /**
   * Builds the encoder over the parameters {@code prompt_encoder.*}.
   *
   * @param inputSide side S of the model's square input, pixels
   */
  public PromptEncoder(StateDict weights, int inputSide) {
    this.inputSide = inputSide;
    frequencies = weights.get(ROOT + "pe_layer.positional_encoding_gaussian_matrix", 2, -1);
    noMask = weights.get(ROOT + "no_mask_embed.weight", 1, -1);
    kindEmbeddings[0] = weights.get(ROOT + "not_a_point_embed.weight", 1, -1);
    for (int i = 1; i < PromptTokens.KINDS; i++) {
      kindEmbeddings[i] = weights.get(ROOT + "point_embeddings." + (i - 1) + ".weight", 1, -1);
    }
    String mask = ROOT + "mask_downscaling.";
    maskDownscaling =
        Conv.of(weights, mask + "0", 2, 0)
            .then(LayerNorm2d.of(weights, mask + "1"))
            .then(Activation::gelu)
            .then(Conv.of(weights, mask + "3", 2, 0))
            .then(LayerNorm2d.of(weights, mask + "4"))
            .then(Activation::gelu)
            .then(Conv.of(weights, mask + "6", 1, 0));
  }

  /**
   * Embeds points and box corners.
   *
   * @return {@code [N, T, C]}
   */
  public NDArray sparse(PromptTokens prompts) {
    int n = prompts.prompts();
    int t = prompts.tokens();
    float[] unit = new float[n * t * 2];
    float[] isPoint = new float[n * t];
    float[] oneHot = new float[n * t * PromptTokens.KINDS];
    for (int i = 0; i < n * t; i++) {
      double[] xy = prompts.coordinates()[i / t][i % t];
      int kind = prompts.kinds()[i / t][i % t];
      unit[2 * i] = toUnit(xy[0]);
      unit[2 * i + 1] = toUnit(xy[1]);
      isPoint[i] = kind == PromptTokens.PADDING ? 0 : 1;
      oneHot[i * PromptTokens.KINDS + kind + 1] = 1;
    }
    NDManager manager = frequencies.getManager();
    NDArray positions = encode(manager.create(unit, new Shape(n, t, 2)));
    NDArray kinds = manager.create(oneHot, new Shape(n, t, PromptTokens.KINDS));
    NDArray table = NDArrays.concat(new NDList(kindEmbeddings), 0);
    return positions.mul(manager.create(isPoint, new Shape(n, t, 1))).add(kinds.matMul(table));
  }

  /** Model-input pixels (centre of the first pixel at 0) to [0, 1]. */
  private float toUnit(double pixel) {
    return (float) ((pixel + 0.5) / inputSide);
  }

  /**
   * Embeds masks.
   *
   * @param lowResLogits {@code [N, 1, 4h, 4w]}, or null for no mask
   * @return {@code [N, C, h, w]}; {@code [1, C, 1, 1]} to be broadcast where there is no mask
   */
  public NDArray dense(NDArray lowResLogits) {
    return lowResLogits == null
        ? noMask.reshape(1, noMask.size(), 1, 1)
        : maskDownscaling.forward(lowResLogits);
  }

  /** The positional encoding of the embedding's pixels, {@code [1, C, h, w]}. */
  public NDArray densePositions() {
    int side = inputSide / SamConfig.STRIDE;
    float[] unit = new float[side * side * 2];
    for (int i = 0; i < side * side; i++) {
      unit[2 * i] = (i % side + 0.5f) / side;
      unit[2 * i + 1] = (i / side + 0.5f) / side;
    }
    NDArray grid = frequencies.getManager().create(unit, new Shape(1, side, side, 2));
    return encode(grid).transpose(0, 3, 1, 2);
  }

  /** Random Fourier features: {@code [..., 2]} in [0, 1] to {@code [..., C]}. */
  private NDArray encode(NDArray unit) {
    NDArray phase = unit.mul(2).sub(1).matMul(frequencies).mul(2 * Math.PI);
    return NDArrays.concat(new NDList(phase.sin(), phase.cos()), -1);
  }
}
