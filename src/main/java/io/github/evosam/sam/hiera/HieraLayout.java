package io.github.evosam.sam.hiera;

import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The architecture of a Hiera trunk (Ryali et al. 2023; official {@code hieradet.py} and its
 * configurations), read off its tensors' names and shapes.
 *
 * <p>Three things leave no trace in the tensors; rules that hold for all published sizes stand for
 * them. The first stage has one head for every 96 channels begun. Windows are 8, 4, 14 and 7 wide,
 * in a trunk of width 144 (large) 8, 4, 16 and 8. Up to three blocks of the third stage see the
 * whole image: its last one, and others before it at equal distances of two sevenths of the stage,
 * but never its first.
 *
 * @param stages number of blocks of each stage
 * @param heads of the first stage; each further stage has twice as many
 * @param windows side of a window in each stage, tokens
 * @param globalBlocks blocks that see the whole image, counted from 0 through all stages
 */
public record HieraLayout(
    List<Integer> stages, int heads, List<Integer> windows, Set<Integer> globalBlocks) {
  /** Prefix of the trunk's tensors. */
  static final String ROOT = "image_encoder.trunk.";

  private static final int STAGES = 4;
  private static final int CHANNELS_OF_HEAD = 96;
  private static final int LARGE_WIDTH = 144;
  private static final int MOST_GLOBAL_BLOCKS = 3;

  /** Freezes the collections. */
  public HieraLayout {
    stages = List.copyOf(stages);
    windows = List.copyOf(windows);
    globalBlocks = Set.copyOf(globalBlocks);
  }

  /** Whether the weights hold a Hiera trunk. */
  public static boolean isIn(StateDict weights) {
    return weights.has(ROOT + "pos_embed_window");
  }

  /**
   * Infers the layout.
   *
   * @throws IllegalArgumentException if a tensor is missing or there are not four stages
   */
  public static HieraLayout of(StateDict weights) {
    List<Integer> stages = stages(weights);
    if (stages.size() != STAGES) {
      throw new IllegalArgumentException(
          "A Hiera trunk of SAM 2 has %d stages, but this one has %d, of %s blocks"
              .formatted(STAGES, stages.size(), stages));
    }
    long width = weights.shape(ROOT + "pos_embed").get(1);
    int first = (int) weights.shape(ROOT + "pos_embed_window").get(2);
    int third = width == LARGE_WIDTH ? 16 : 14;
    return new HieraLayout(
        stages,
        (int) (width + CHANNELS_OF_HEAD - 1) / CHANNELS_OF_HEAD,
        List.of(first, first / 2, third, third / 2),
        globalBlocks(stages));
  }

  /** A stage begins where a block brings its input to another width. */
  private static List<Integer> stages(StateDict weights) {
    List<Integer> stages = new ArrayList<>();
    int blocks = 0;
    for (int i = 0; weights.has(block(i) + "norm1.weight"); i++) {
      if (weights.has(block(i) + "proj.weight")) {
        stages.add(blocks);
        blocks = 0;
      }
      blocks++;
    }
    stages.add(blocks);
    return stages;
  }

  private static Set<Integer> globalBlocks(List<Integer> stages) {
    int first = stages.get(0) + stages.get(1);
    int length = stages.get(2);
    int step = Math.max(1, 2 * length / 7);
    Set<Integer> blocks = new TreeSet<>();
    for (int i = 0; i < MOST_GLOBAL_BLOCKS; i++) {
      int block = first + length - 1 - i * step;
      if (block > first) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  /** Prefix of a block's tensors. */
  static String block(int i) {
    return ROOT + "blocks." + i + ".";
  }

  /** Number of all blocks. */
  public int depth() {
    return stages.stream().mapToInt(Integer::intValue).sum();
  }

  /** Number of blocks up to the end of a stage. */
  public int end(int stage) {
    return stages.subList(0, stage + 1).stream().mapToInt(Integer::intValue).sum();
  }

  /** The stage that a block belongs to. */
  int stageOf(int block) {
    int stage = 0;
    while (block >= end(stage)) {
      stage++;
    }
    return stage;
  }

  /** Whether a block is the last of its stage. */
  public boolean endsStage(int block) {
    return block + 1 == end(stageOf(block));
  }

  /** Side of a block's windows; 0 if it sees the whole image. */
  int window(int block) {
    if (globalBlocks.contains(block)) {
      return 0;
    }
    // The first block of a stage sees the windows of the stage before and pools them.
    return windows.get(stageOf(Math.max(0, block - 1)));
  }

  /** Number of a block's heads. */
  int heads(int block) {
    return heads << stageOf(block);
  }
}
