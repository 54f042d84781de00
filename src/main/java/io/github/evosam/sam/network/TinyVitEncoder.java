package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.ChannelsLast;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * TinyViT image encoder as MobileSAM uses it (Wu et al. 2022; official {@code tiny_vit_sam.py}): a
 * convolutional stem and stage at stride 4, then attention stages at strides 8, 16 and 16.
 *
 * <p>Works at any input side, since nothing in it depends on absolute positions.
 */
public final class TinyVitEncoder implements ImageEncoder {
  private static final int STAGES = 4;
  private static final String ROOT = "image_encoder.";

  private final Layer stem;
  private final List<Layer> blocks = new ArrayList<>();

  /** Number of blocks up to the end of the stride-4 and of the stride-8 stage. */
  private final List<Integer> stageEnds = new ArrayList<>();

  /** What follows each block: the merging layer at a stage's end, the identity elsewhere. */
  private final List<Layer> transitions = new ArrayList<>();

  private final Layer neck;

  /** Builds the encoder over the parameters {@code image_encoder.*}. */
  public TinyVitEncoder(StateDict weights) {
    TinyVitParts parts = new TinyVitParts(weights);
    stem = parts.stem(ROOT + "patch_embed.seq.");
    for (int stage = 0; stage < STAGES; stage++) {
      addStage(weights, parts, stage);
    }
    neck = Neck.of(weights);
  }

  private void addStage(StateDict weights, TinyVitParts parts, int stage) {
    String name = ROOT + "layers." + stage + ".";
    for (int i = 0;
        weights.names().stream().anyMatch(startsWith(name + "blocks." + i + "."));
        i++) {
      String block = name + "blocks." + i + ".";
      blocks.add(stage == 0 ? parts.invertedResidual(block) : parts.attentionBlock(block));
      transitions.add(null);
    }
    if (stage < STAGES - 1) {
      // The last merging keeps its resolution: the embedding stays at stride 16.
      int stride = stage < STAGES - 2 ? 2 : 1;
      transitions.set(transitions.size() - 1, parts.merging(name + "downsample.", stride));
    }
    stageEnds.add(blocks.size());
  }

  private static java.util.function.Predicate<String> startsWith(String prefix) {
    return name -> name.startsWith(prefix);
  }

  @Override
  public int depth() {
    return blocks.size();
  }

  /** The stages of strides 4 and 8. */
  @Override
  public int sharedDepth() {
    return stageEnds.get(1);
  }

  @Override
  public List<NDArray> descriptiveMaps(ImageFeatures trunk) {
    return trunk.highResolution();
  }

  @Override
  public ImageFeatures trunk(NDArray input, int split) {
    return advance(new ImageFeatures(stem.forward(ChannelsLast.of(input)), List.of()), 0, split);
  }

  @Override
  public ImageFeatures tail(ImageFeatures trunk, int split) {
    ImageFeatures last = advance(trunk, split, depth());
    return new ImageFeatures(neck.forward(last.main()), last.highResolution());
  }

  /** Runs blocks {@code from..to − 1} over features {@code [B, C, H, W]}. */
  @Override
  public ImageFeatures advance(ImageFeatures features, int from, int to) {
    NDArray x = features.main();
    List<NDArray> highResolution = new ArrayList<>(features.highResolution());
    for (int i = from; i < to; i++) {
      x = blocks.get(i).forward(x);
      if (stageEnds.subList(0, 2).contains(i + 1)) {
        highResolution.add(x);
      }
      x = transitions.get(i) == null ? x : transitions.get(i).forward(x);
    }
    return new ImageFeatures(x, highResolution);
  }

  /** GELU, the activation throughout the encoder. */
  static NDArray gelu(NDArray x) {
    return Activation.gelu(x);
  }
}
