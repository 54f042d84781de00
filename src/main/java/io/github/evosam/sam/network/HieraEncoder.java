package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.hiera.FeaturePyramid;
import io.github.evosam.sam.hiera.HieraLayout;
import io.github.evosam.sam.hiera.HieraTrunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Image encoder of SAM 2 (Ravi et al. 2024): a Hiera trunk and a feature pyramid. Its embedding is
 * that of a single image, with the learned sign for "no memory" added; the features of strides 4
 * and 8 have passed the decoder's maps already, so that a click does not repeat them.
 *
 * <p>Works at any input side that is a multiple of {@value #SIDE_STEP}.
 */
public final class HieraEncoder implements ImageEncoder {
  /** Input sides are multiples of it, pixels. */
  public static final int SIDE_STEP = 32;

  private final HieraTrunk trunk;
  private final FeaturePyramid neck;
  private final Layer stride4;
  private final Layer stride8;
  private final NDArray noMemory;

  /**
   * Builds the encoder over the parameters {@code image_encoder.*}.
   *
   * @throws IllegalArgumentException if a parameter is missing or of the wrong shape
   */
  public HieraEncoder(StateDict weights) {
    trunk = new HieraTrunk(weights);
    neck = new FeaturePyramid(weights);
    stride4 = Projection.ofPixels(weights, "mask_decoder.conv_s0");
    stride8 = Projection.ofPixels(weights, "mask_decoder.conv_s1");
    NDArray sign = weights.get("no_mem_embed", 1, 1, -1);
    noMemory = weights.adopt(sign.reshape(1, sign.size(), 1, 1));
  }

  /** Whether the weights hold such an encoder. */
  public static boolean isIn(StateDict weights) {
    return HieraLayout.isIn(weights);
  }

  @Override
  public int depth() {
    return trunk.layout().depth();
  }

  /** The stages of strides 4 and 8. */
  @Override
  public int sharedDepth() {
    return trunk.layout().end(1);
  }

  @Override
  public List<NDArray> descriptiveMaps(ImageFeatures features) {
    return features.highResolution();
  }

  /** {@link ImageFeatures#highResolution} holds the outputs of the stages that are passed. */
  @Override
  public ImageFeatures trunk(NDArray input, int split) {
    return advance(new ImageFeatures(trunk.stem(input), List.of()), 0, split);
  }

  @Override
  public ImageFeatures tail(ImageFeatures features, int split) {
    List<NDArray> levels = levels(features, split);
    NDArray embedding = Scope.keep(() -> levels.get(2).add(noMemory));
    return new ImageFeatures(
        embedding, List.of(stride4.forward(levels.get(0)), stride8.forward(levels.get(1))));
  }

  /**
   * The pyramid behind the trunk.
   *
   * @param features what {@link #trunk} returned for the same split
   * @return levels of strides 4, 8 and 16, {@code [B, C, S/stride, S/stride]} each
   */
  List<NDArray> levels(ImageFeatures features, int split) {
    return neck.levels(advance(features, split, depth()).highResolution());
  }

  /**
   * What the memory is made of and looked up by: the embedding without the sign for "no memory".
   *
   * @param embedding {@code [B, C, h, w]}, of {@link #tail}
   */
  public NDArray withoutSign(NDArray embedding) {
    return embedding.sub(noMemory);
  }

  /** Runs blocks {@code from..to − 1} over tokens {@code [B, H, W, C]}. */
  @Override
  public ImageFeatures advance(ImageFeatures features, int from, int to) {
    NDArray x = features.main();
    List<NDArray> stages = new ArrayList<>(features.highResolution());
    for (int i = from; i < to; i++) {
      x = trunk.block(i, x);
      if (trunk.layout().endsStage(i)) {
        stages.add(x.transpose(0, 3, 1, 2));
      }
    }
    return new ImageFeatures(x, stages);
  }
}
