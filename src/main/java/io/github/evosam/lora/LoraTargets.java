package io.github.evosam.lora;

import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the changes that a form of expert makes to a base model, by its tensors' names. */
final class LoraTargets {
  /** Blocks of a ViT, and those of the Hiera of SAM 2, which lie below {@code trunk}. */
  private static final Pattern VIT_BLOCK =
      Pattern.compile("image_encoder\\.(?:trunk\\.)?blocks\\.(\\d+)\\..*");

  private static final Pattern EFFICIENT_NET_BLOCK =
      Pattern.compile("image_encoder\\._blocks\\.(\\d+)\\..*");
  private static final Pattern TINY_VIT_BLOCK =
      Pattern.compile("(image_encoder\\.layers\\.(\\d+)\\.blocks\\.(\\d+)\\.).*");

  private final StateDict weights;
  private final LoraConfig config;

  private LoraTargets(StateDict weights, LoraConfig config) {
    this.weights = weights;
    this.config = config;
  }

  /** All changes, in the order of the weights. */
  static List<LoraTarget> of(StateDict weights, LoraConfig config) {
    LoraTargets targets = new LoraTargets(weights, config);
    List<LoraTarget> found = new ArrayList<>();
    for (String name : weights.names()) {
      for (LoraGroup group : config.groups()) {
        if (group.holds(name)) {
          found.addAll(targets.of(name, group));
        }
      }
    }
    return found;
  }

  private List<LoraTarget> of(String name, LoraGroup group) {
    Shape shape = weights.shape(name);
    int outputs = (int) shape.get(0);
    int inputs = (int) (shape.size() / outputs);
    if (group.isInEncoder() && blockOf(name) < config.split()) {
      return List.of();
    }
    if (group != LoraGroup.ENCODER_ATTENTION) {
      return List.of(LoraTarget.all(name, outputs, inputs));
    }
    return List.of(
        new LoraTarget(name, "q", rows(name, 0), outputs, inputs),
        new LoraTarget(name, "v", rows(name, 2), outputs, inputs));
  }

  /** Number of the block that a tensor of the encoder belongs to, counted through all stages. */
  private int blockOf(String name) {
    Matcher vit = VIT_BLOCK.matcher(name);
    if (vit.matches()) {
      return Integer.parseInt(vit.group(1));
    }
    Matcher efficient = EFFICIENT_NET_BLOCK.matcher(name);
    if (efficient.matches()) {
      return Integer.parseInt(efficient.group(1));
    }
    Matcher tiny = TINY_VIT_BLOCK.matcher(name);
    if (!tiny.matches()) {
      throw new IllegalArgumentException("Tensor '" + name + "' belongs to no encoder block");
    }
    int before = IntStream.range(0, Integer.parseInt(tiny.group(2))).map(this::blocksOfStage).sum();
    return before + Integer.parseInt(tiny.group(3));
  }

  private int blocksOfStage(int stage) {
    int blocks = 0;
    while (hasBlock("image_encoder.layers." + stage + ".blocks." + blocks + ".")) {
      blocks++;
    }
    return blocks;
  }

  private boolean hasBlock(String prefix) {
    return weights.names().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /**
   * The rows of q (0) or v (2) of a fused projection: whole thirds in a ViT and a Hiera; in a
   * TinyViT q, k and v of one head follow each other, then those of the next (official {@code
   * tiny_vit_sam.py}).
   */
  private int[] rows(String qkv, int part) {
    int outputs = (int) weights.shape(qkv).get(0);
    String biases = qkv.replace("qkv.weight", "attention_biases");
    int heads = weights.has(biases) ? (int) weights.shape(biases).get(0) : 1;
    int perHead = outputs / heads;
    int from = part * perHead / 3;
    return IntStream.range(0, outputs)
        .filter(row -> row % perHead >= from && row % perHead < from + perHead / 3)
        .toArray();
  }
}
