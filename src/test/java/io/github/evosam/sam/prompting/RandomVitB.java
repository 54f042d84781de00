package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A model of ViT-B's size with random weights: the micro model's tensors, each side enlarged. */
public final class RandomVitB {
  private static final int DEPTH = 12;
  private static final float DEVIATION = 0.02f;

  private static final Map<Long, Long> ENCODER =
      Map.of(64L, 768L, 192L, 2304L, 256L, 3072L, 31L, 127L, 32L, 64L);
  private static final Map<Long, Long> PROMPTS = Map.of(64L, 256L, 32L, 128L);
  private static final Map<Long, Long> DECODER =
      Map.of(64L, 256L, 32L, 128L, 128L, 2048L, 16L, 64L, 8L, 32L);

  private RandomVitB() {}

  /** Writes the model's file, as float16. */
  public static void write(Path file) {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = open(manager)) {
      new SafeTensorsWriter(true).write(file, model.weights());
    }
  }

  /** The model at an input side of 1024, its arrays owned by the manager. */
  static SamModel open(NDManager manager) {
    GoldenTensors micro = GoldenTensors.read("sam_vit_micro");
    StateDict weights = new StateDict(manager);
    for (String name : micro.names()) {
      long[] shape = micro.get(name).shape();
      if (name.startsWith("mask_decoder.")) {
        put(weights, name, enlarged(shape, DECODER));
      } else if (name.startsWith("prompt_encoder.")) {
        put(weights, name, enlarged(shape, PROMPTS));
      } else if (name.startsWith("image_encoder.blocks.")) {
        putBlocks(weights, name, enlarged(shape, ENCODER));
      }
    }
    String encoder = "image_encoder.";
    put(weights, encoder + "pos_embed", 1, 64, 64, 768);
    put(weights, encoder + "patch_embed.proj.weight", 768, 3, 16, 16);
    put(weights, encoder + "patch_embed.proj.bias", 768);
    put(weights, encoder + "neck.0.weight", 256, 768, 1, 1);
    put(weights, encoder + "neck.2.weight", 256, 256, 3, 3);
    for (String norm : new String[] {"1.weight", "1.bias", "3.weight", "3.bias"}) {
      put(weights, encoder + "neck." + norm, 256);
    }
    return SamModel.of(weights);
  }

  /** Block 0 of the micro model is windowed, 1 global; of ViT-B's twelve every third is global. */
  private static void putBlocks(StateDict weights, String name, long[] shape) {
    for (int i = 0; i < DEPTH; i++) {
      String template = "image_encoder.blocks." + (i % 3 == 2 ? 1 : 0) + ".";
      if (name.startsWith(template)) {
        put(weights, "image_encoder.blocks." + i + "." + name.substring(template.length()), shape);
      }
    }
  }

  private static long[] enlarged(long[] shape, Map<Long, Long> sides) {
    return Arrays.stream(shape).map(side -> sides.getOrDefault(side, side)).toArray();
  }

  private static void put(StateDict weights, String name, long... shape) {
    weights.put(
        name, weights.manager().randomNormal(0, DEVIATION, new Shape(shape), DataType.FLOAT32));
  }
}
