package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.ChannelsLast;
import io.github.evosam.nn.FoldedConv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNet-Lite image encoder (Tan &amp; Le 2019; official {@code efficientnet_lite}): inverted
 * residuals in seven stages, whose outputs at strides 2, 4, 8, 16 and 32 are all kept. Works at any
 * input side that is a multiple of 32.
 *
 * <p>The pointwise convolutions, which hold nearly all parameters, take adapters. Batch norms go by
 * the running statistics of their pretraining on ImageNet, in training too.
 */
public final class EfficientNetEncoder implements ImageEncoder {
  /** Input pixels per pixel of the coarsest features. */
  public static final int STRIDE = 32;

  /** Number of resolutions that are kept: strides 2, 4, 8, 16 and 32. */
  public static final int LEVELS = 5;

  private static final String ROOT = "image_encoder.";
  private static final float EPSILON = 1e-3f;

  /** Stride of the first block of each stage. */
  private static final int[] STAGE_STRIDES = {1, 2, 2, 2, 1, 2, 1};

  /**
   * Strided convolutions are padded as TensorFlow pads ("SAME") at this input side, whatever the
   * input: that of the published Lite2 weights, pixels.
   */
  private static final int PADDING_SIDE = 260;

  private final StateDict weights;
  private final Layer stem;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Layer> neck = new ArrayList<>();
  private int paddedSide = PADDING_SIDE;

  /**
   * One inverted residual.
   *
   * @param layer the block
   * @param isStrided whether it halves height and width
   */
  private record Block(Layer layer, boolean isStrided) {}

  /** Builds the encoder over the parameters {@code image_encoder.*}. */
  public EfficientNetEncoder(StateDict weights) {
    this.weights = weights;
    stem = conv("_conv_stem", "_bn0", 2, 1).then(EfficientNetEncoder::relu6);
    int stage = -1;
    for (int i = 0; weights.has(name(i, "_project_conv.weight")); i++) {
      boolean first = channelsIn(i) != channelsOut(i);
      stage += first ? 1 : 0;
      blocks.add(block(i, first ? STAGE_STRIDES[stage] : 1));
    }
    if (stage != STAGE_STRIDES.length - 1) {
      throw new IllegalArgumentException(
          "An EfficientNet-Lite has %d stages, but these weights have %d"
              .formatted(STAGE_STRIDES.length, stage + 1));
    }
    for (int i = 0; weights.has(ROOT + "neck." + i + ".weight"); i++) {
      neck.add(Projection.ofPixels(weights, ROOT + "neck." + i));
    }
  }

  /** Whether the weights hold such an encoder. */
  static boolean isIn(StateDict weights) {
    return weights.has(ROOT + "_conv_stem.weight");
  }

  private static String name(int block, String part) {
    return ROOT + "_blocks." + block + "." + part;
  }

  private long channelsOut(int block) {
    return weights.shape(name(block, "_project_conv.weight")).get(0);
  }

  /** Of the block's input; the first one's expands by 1, that is, not at all. */
  private long channelsIn(int block) {
    String expansion = name(block, "_expand_conv.weight");
    return weights.has(expansion)
        ? weights.shape(expansion).get(1)
        : weights.shape(name(block, "_depthwise_conv.weight")).get(0);
  }

  private Block block(int i, int stride) {
    String root = "_blocks." + i + ".";
    boolean expands = weights.has(name(i, "_expand_conv.weight"));
    Layer inner =
        expands
            ? conv(root + "_expand_conv", root + "_bn0", 1, 1).then(EfficientNetEncoder::relu6)
            : x -> x;
    int groups = (int) weights.shape(name(i, "_depthwise_conv.weight")).get(0);
    Layer whole =
        inner
            .then(conv(root + "_depthwise_conv", root + "_bn1", stride, groups))
            .then(EfficientNetEncoder::relu6)
            .then(conv(root + "_project_conv", root + "_bn2", 1, 1));
    boolean isResidual = channelsIn(i) == channelsOut(i);
    return new Block(isResidual ? x -> x.add(whole.forward(x)) : whole, stride > 1);
  }

  private Layer conv(String convolution, String norm, int stride, int groups) {
    int kernel = (int) weights.shape(ROOT + convolution + ".weight").get(2);
    int out = (paddedSide + stride - 1) / stride;
    int zeros = Math.max(0, (out - 1) * stride + kernel - paddedSide);
    paddedSide = out;
    FoldedConv.Window window = new FoldedConv.Window(stride, zeros / 2, zeros - zeros / 2, groups);
    return new FoldedConv(weights, ROOT + convolution, ROOT + norm, EPSILON, window);
  }

  private static NDArray relu6(NDArray x) {
    return x.clip(0, 6);
  }

  @Override
  public int depth() {
    return blocks.size();
  }

  /** All up to the stage of stride 32. */
  @Override
  public int sharedDepth() {
    int last = depth() - 1;
    while (!blocks.get(last).isStrided()) {
      last--;
    }
    return last;
  }

  @Override
  public List<NDArray> descriptiveMaps(ImageFeatures trunk) {
    List<NDArray> maps = new ArrayList<>(trunk.highResolution());
    maps.add(trunk.main());
    return maps.subList(1, maps.size());
  }

  /**
   * The stem and the blocks before the split.
   *
   * @param input {@code [B, 3, S, S]}
   */
  @Override
  public ImageFeatures trunk(NDArray input, int split) {
    return advance(new ImageFeatures(stem.forward(ChannelsLast.of(input)), List.of()), 0, split);
  }

  /**
   * The blocks from the split on, and, if the weights hold {@code neck.*}, a pointwise convolution
   * of each level to the channels of the decoder.
   *
   * @return stride 32 as {@code main}; strides 2, 4, 8 and 16 as {@code highResolution}
   */
  @Override
  public ImageFeatures tail(ImageFeatures trunk, int split) {
    ImageFeatures stages = advance(trunk, split, depth());
    if (neck.isEmpty()) {
      return stages;
    }
    List<NDArray> finer = new ArrayList<>();
    for (int i = 0; i < stages.highResolution().size(); i++) {
      finer.add(neck.get(i).forward(stages.highResolution().get(i)));
    }
    return new ImageFeatures(neck.get(LEVELS - 1).forward(stages.main()), finer);
  }

  @Override
  public ImageFeatures advance(ImageFeatures features, int from, int to) {
    NDArray x = features.main();
    List<NDArray> finer = new ArrayList<>(features.highResolution());
    for (int i = from; i < to; i++) {
      if (blocks.get(i).isStrided()) {
        finer.add(x);
      }
      x = blocks.get(i).layer().forward(x);
    }
    return new ImageFeatures(x, finer);
  }
}
