package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.Shapes;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.vit.VitBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Vision transformer of the official checkpoints (Kirillov et al. 2023; official {@code
 * image_encoder.py}), of any depth and width: patches with absolute positions, then blocks of
 * windowed and global attention, then the neck.
 *
 * <p>Legend: B batch, S input side, g = S / 16 side of the grid of tokens, C' width.
 */
public final class VitEncoder implements ImageEncoder {
  private static final String ROOT = "image_encoder.";

  /** Shallow features tell images apart best. */
  private static final int SHARED_PART = 4;

  private final Conv patches;
  private final NDArray positions;
  private final List<Layer> blocks = new ArrayList<>();
  private final Layer neck;

  /**
   * Builds the encoder over the parameters {@code image_encoder.*}.
   *
   * @throws IllegalArgumentException if a parameter is missing or of the wrong shape
   */
  public VitEncoder(StateDict weights) {
    patches = Conv.of(weights, ROOT + "patch_embed.proj", SamConfig.STRIDE, 0);
    Shapes.check(
        ROOT + "patch_embed.proj.weight",
        patches.weight(),
        -1,
        3,
        SamConfig.STRIDE,
        SamConfig.STRIDE);
    positions = weights.get(ROOT + "pos_embed", 1, -1, -1, patches.weight().getShape().get(0));
    int grid = (int) positions.getShape().get(1);
    for (int i = 0; weights.has(block(i) + "norm1.weight"); i++) {
      blocks.add(new VitBlock(weights, block(i), grid));
    }
    neck = Neck.of(weights);
  }

  private static String block(int i) {
    return ROOT + "blocks." + i + ".";
  }

  @Override
  public int depth() {
    return blocks.size();
  }

  @Override
  public int sharedDepth() {
    return depth() / SHARED_PART;
  }

  @Override
  public List<NDArray> descriptiveMaps(ImageFeatures trunk) {
    // [B, g, g, C'] -> [B, C', g, g]
    return List.of(trunk.main().transpose(0, 3, 1, 2));
  }

  @Override
  public ImageFeatures trunk(NDArray input, int split) {
    // [B, 3, S, S] -> [B, g, g, C']
    NDArray tokens = Scope.keep(() -> patches.forward(input).transpose(0, 2, 3, 1).add(positions));
    return advance(new ImageFeatures(tokens, List.of()), 0, split);
  }

  @Override
  public ImageFeatures tail(ImageFeatures trunk, int split) {
    NDArray last = advance(trunk, split, depth()).main();
    NDArray embedding = Scope.keep(() -> neck.forward(last.transpose(0, 3, 1, 2)));
    return new ImageFeatures(embedding, List.of());
  }

  /** Runs blocks {@code from..to − 1} over tokens {@code [B, g, g, C']}. */
  @Override
  public ImageFeatures advance(ImageFeatures tokens, int from, int to) {
    NDArray x = tokens.main();
    for (Layer block : blocks.subList(from, to)) {
      x = block.forward(x);
    }
    return new ImageFeatures(x, List.of());
  }
}
