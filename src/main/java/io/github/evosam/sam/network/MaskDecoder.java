package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.LayerNorm2d;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.Upsampling;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts masks and their quality from an image embedding and embedded prompts (official {@code
 * mask_decoder.py}). As SAM 2 has it (Ravi et al. 2024), image features of strides 4 and 8 are
 * added before the last upsamplings where the encoder has them; and where the weights hold {@code
 * obj_score_token}, {@link ObjectScore} tells whether the object is there at all, and predicted
 * IoUs are brought to 0..1.
 *
 * <p>Legend: B images, N prompts (a multiple of B, image by image), T prompt tokens, M mask tokens,
 * C channels, h × w embedding.
 */
public final class MaskDecoder {
  private static final String ROOT = "mask_decoder.";

  private final TwoWayTransformer transformer;
  private final NDArray iouToken;
  private final NDArray maskTokens;
  private final Upsampling upsample8;
  private final LayerNorm2d norm8;
  private final Upsampling upsample4;
  private final boolean addsFeatures;
  private final List<Mlp> hypernetworks = new ArrayList<>();
  private final Mlp iouHead;
  private final ObjectScore objectScore;

  /** Builds the decoder over the parameters {@code mask_decoder.*}. */
  public MaskDecoder(StateDict weights) {
    transformer = new TwoWayTransformer(weights, ROOT + "transformer.");
    iouToken = weights.get(ROOT + "iou_token.weight", 1, -1);
    maskTokens = weights.get(ROOT + "mask_tokens.weight", -1, -1);
    upsample8 = Upsampling.of(weights, ROOT + "output_upscaling.0");
    norm8 = LayerNorm2d.of(weights, ROOT + "output_upscaling.1");
    upsample4 = Upsampling.of(weights, ROOT + "output_upscaling.3");
    objectScore = ObjectScore.isIn(weights) ? new ObjectScore(weights) : null;
    addsFeatures = HieraEncoder.isIn(weights);
    for (int i = 0; i < maskTokens.getShape().get(0); i++) {
      hypernetworks.add(perceptron(weights, ROOT + "output_hypernetworks_mlps." + i));
    }
    iouHead = perceptron(weights, ROOT + "iou_prediction_head");
  }

  private static Mlp perceptron(StateDict weights, String name) {
    List<String> layers = new ArrayList<>();
    while (weights.has(name + ".layers." + layers.size() + ".weight")) {
      layers.add(name + ".layers." + layers.size());
    }
    return Mlp.of(weights, Activation::relu, layers.toArray(String[]::new));
  }

  /**
   * Predicts all masks of every prompt.
   *
   * @param image embedding {@code [B, C, h, w]} with its high-resolution features
   * @param positions of the embedding's pixels, {@code [1, C, h, w]}
   * @param sparse embedded points and boxes, {@code [N, T, C]}
   * @param dense embedded masks, {@code [N, C, h, w]} or broadcastable to it
   * @return logits {@code [N, M, 4h, 4w]} and predicted IoU {@code [N, M]}; mask 0 is the single
   *     answer, the others are the ambiguity-aware ones. Of SAM 2 also the masks' tokens {@code [N,
   *     M, C]} and the object's score {@code [N, 1]}, see {@link ObjectScore}
   */
  public NDList decode(ImageFeatures image, NDArray positions, NDArray sparse, NDArray dense) {
    long n = sparse.getShape().get(0);
    int perImage = (int) (n / image.batch());
    NDArray pixels = spread(image.main(), perImage).add(dense);
    long[] s = pixels.getShape().getShape();
    NDArray output = NDArrays.concat(outputTokens(), 0).expandDims(0);
    NDArray tokens =
        NDArrays.concat(
            new NDList(output.broadcast(new Shape(n, output.getShape().get(1), s[1])), sparse), 1);
    NDList both = transformer.forward(toTokens(pixels), toTokens(positions), tokens);
    NDArray features = both.get(1).transpose(0, 2, 1).reshape(s);
    NDArray upscaled = Scope.keep(() -> upscale(features, image, perImage));
    if (objectScore != null) {
      return withObjectScore(both.get(0), upscaled);
    }
    return new NDList(masks(both.get(0), upscaled), ious(both.get(0)));
  }

  private NDList outputTokens() {
    return objectScore == null
        ? new NDList(iouToken, maskTokens)
        : new NDList(objectScore.token(), iouToken, maskTokens);
  }

  private NDList withObjectScore(NDArray tokens, NDArray upscaled) {
    NDArray rest = tokens.get(new NDIndex(":, 1:"));
    NDArray masks = masks(rest, upscaled);
    NDArray ious = Activation.sigmoid(ious(rest));
    NDArray ofMasks = rest.get(new NDIndex(":, 1:{}", 1 + hypernetworks.size()));
    return new NDList(masks, ious, ofMasks, objectScore.of(tokens));
  }

  private NDArray ious(NDArray tokens) {
    return iouHead.forward(tokens.get(new NDIndex(":, 0")));
  }

  /** {@code [N, C, h, w] → [N, C/8, 4h, 4w]}. */
  private NDArray upscale(NDArray features, ImageFeatures image, int perImage) {
    NDArray x8 = upsample8.forward(features);
    if (addsFeatures) {
      x8 = x8.add(spread(image.highResolution().get(1), perImage));
    }
    NDArray x4 = upsample4.forward(Activation.gelu(norm8.forward(x8)));
    if (addsFeatures) {
      x4 = x4.add(spread(image.highResolution().get(0), perImage));
    }
    return Activation.gelu(x4);
  }

  /** Each mask token's hypernetwork gives the weights of its mask, {@code [N, M, 4h, 4w]}. */
  private NDArray masks(NDArray tokens, NDArray upscaled) {
    long[] s = upscaled.getShape().getShape();
    NDList weights = new NDList();
    for (int i = 0; i < hypernetworks.size(); i++) {
      weights.add(hypernetworks.get(i).forward(tokens.get(new NDIndex(":, {}", i + 1))));
    }
    return NDArrays.stack(weights, 1)
        .matMul(upscaled.reshape(s[0], s[1], s[2] * s[3]))
        .reshape(s[0], hypernetworks.size(), s[2], s[3]);
  }

  /** Repeats each image for its prompts, {@code [B, ...] → [B · perImage, ...]}. */
  private static NDArray spread(NDArray image, int perImage) {
    return perImage == 1 ? image : image.repeat(0, perImage);
  }

  /** {@code [N, C, h, w] → [N, h·w, C]}. */
  private static NDArray toTokens(NDArray x) {
    long[] s = x.getShape().getShape();
    return x.reshape(s[0], s[1], s[2] * s[3]).transpose(0, 2, 1);
  }
}
