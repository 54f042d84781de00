package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.LayerNorm2d;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.Upsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Predicts masks and their quality from an image embedding and embedded prompts (official {@code
 * mask_decoder.py}). Where the weights hold {@code conv_s0} and {@code conv_s1}, image features at
 * strides 4 and 8 are added before the last upsamplings, as SAM 2 does (Ravi et al. 2024). Where
 * they hold {@code mixing_*}, {@link MixingBlock}s follow the prompt at strides 16, 8 and 4. Where
 * they hold {@code mask_quality}, {@link MaskQuality} predicts the IoU in place of the official
 * head. Where they hold {@code obj_score_token}, {@link ObjectScore} tells whether the object is
 * there at all, and predicted IoUs are brought to 0..1, as in SAM 2.
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
  private final Layer stride4;
  private final Layer stride8;
  private final Layer prompt4;
  private final Layer prompt8;
  private final Layer mixing16;
  private final Layer mixing8;
  private final Layer mixing4;
  private final List<Mlp> hypernetworks = new ArrayList<>();
  private final Mlp iouHead;
  private final MaskQuality quality;
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
    stride4 = featureMap(weights, "conv_s0");
    stride8 = featureMap(weights, "conv_s1");
    prompt4 = promptMap(weights, "prompt_s0", 1);
    prompt8 = promptMap(weights, "prompt_s1", 2);
    mixing16 = MixingBlock.stack(weights, ROOT + "mixing_s2");
    mixing8 = MixingBlock.stack(weights, ROOT + "mixing_s1");
    mixing4 = MixingBlock.stack(weights, ROOT + "mixing_s0");
    for (int i = 0; i < maskTokens.getShape().get(0); i++) {
      hypernetworks.add(perceptron(weights, ROOT + "output_hypernetworks_mlps." + i));
    }
    boolean judges = MaskQuality.isIn(weights);
    quality = judges ? new MaskQuality(weights) : null;
    iouHead = judges ? null : perceptron(weights, ROOT + "iou_prediction_head");
  }

  /** Whether the weights belong to a decoder that adds stride-4 and stride-8 image features. */
  public static boolean usesHighResolution(StateDict weights) {
    return weights.has(ROOT + "conv_s0.weight");
  }

  /** SAM 2's encoder hands its features over as these maps leave them. */
  private static Layer featureMap(StateDict weights, String name) {
    if (!usesHighResolution(weights)) {
      return null;
    }
    return HieraEncoder.isIn(weights) ? x -> x : Projection.ofPixels(weights, ROOT + name);
  }

  private static Layer promptMap(StateDict weights, String name, int stride) {
    return weights.has(ROOT + name + ".weight") ? Conv.of(weights, ROOT + name, stride, 0) : null;
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
   * @param start the mask logits that {@code dense} was made of, {@code [N, 1, 4h, 4w]}, or null;
   *     of use to models with {@code prompt_s0} and {@code prompt_s1}, which see them in full
   *     resolution
   * @param answered makes the answers that are judged of the logits, {@code [N, M, 4h, 4w]}
   * @return logits {@code [N, M, 4h, 4w]}; predicted IoU {@code [N, M]}; and the last layer {@code
   *     [N, C/8, 4h, 4w]}, which each mask is a product with. Mask 0 is the single answer, the
   *     others are the ambiguity-aware ones. Of SAM 2 also the masks' tokens {@code [N, M, C]} and
   *     the object's score {@code [N, 1]}, see {@link ObjectScore}
   */
  public NDList decode(
      ImageFeatures image,
      NDArray positions,
      NDArray sparse,
      NDArray dense,
      NDArray start,
      UnaryOperator<NDArray> answered) {
    long n = sparse.getShape().get(0);
    int perImage = (int) (n / image.batch());
    NDArray pixels = mixing16.forward(spread(image.main(), perImage).add(dense));
    long[] s = pixels.getShape().getShape();
    NDArray output = NDArrays.concat(outputTokens(), 0).expandDims(0);
    NDArray tokens =
        NDArrays.concat(
            new NDList(output.broadcast(new Shape(n, output.getShape().get(1), s[1])), sparse), 1);
    NDList both = transformer.forward(toTokens(pixels), toTokens(positions), tokens);
    NDArray features = both.get(1).transpose(0, 2, 1).reshape(s);
    NDArray upscaled = Scope.keep(() -> upscale(features, image, perImage, start));
    if (objectScore != null) {
      return withObjectScore(both.get(0), upscaled, answered);
    }
    NDArray masks = masks(both.get(0), upscaled);
    return new NDList(masks, ious(masks, both.get(0), upscaled, answered), upscaled);
  }

  private NDList outputTokens() {
    return objectScore == null
        ? new NDList(iouToken, maskTokens)
        : new NDList(objectScore.token(), iouToken, maskTokens);
  }

  private NDList withObjectScore(
      NDArray tokens, NDArray upscaled, UnaryOperator<NDArray> answered) {
    NDArray rest = tokens.get(new NDIndex(":, 1:"));
    NDArray masks = masks(rest, upscaled);
    NDArray ious = Activation.sigmoid(ious(masks, rest, upscaled, answered));
    NDArray ofMasks = rest.get(new NDIndex(":, 1:{}", 1 + hypernetworks.size()));
    return new NDList(masks, ious, upscaled, ofMasks, objectScore.of(tokens));
  }

  private NDArray ious(
      NDArray masks, NDArray tokens, NDArray upscaled, UnaryOperator<NDArray> answered) {
    if (quality == null) {
      return iouHead.forward(tokens.get(new NDIndex(":, 0")));
    }
    NDArray own = tokens.get(new NDIndex(":, 0:{}", 1 + masks.getShape().get(1)));
    return quality.judge(answered.apply(masks), own, upscaled);
  }

  /** {@code [N, C, h, w] → [N, C/8, 4h, 4w]}. */
  private NDArray upscale(NDArray features, ImageFeatures image, int perImage, NDArray start) {
    NDArray x8 = upsample8.forward(features);
    if (stride8 != null) {
      x8 = x8.add(spread(stride8.forward(image.highResolution().get(1)), perImage));
    }
    x8 = mixing8.forward(withPrompt(x8, prompt8, start));
    NDArray x4 = upsample4.forward(Activation.gelu(norm8.forward(x8)));
    if (stride4 != null) {
      x4 = x4.add(spread(stride4.forward(image.highResolution().get(0)), perImage));
    }
    return Activation.gelu(mixing4.forward(withPrompt(x4, prompt4, start)));
  }

  private static NDArray withPrompt(NDArray x, Layer map, NDArray start) {
    return map == null || start == null ? x : x.add(map.forward(start));
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
