package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.lab.pretraining.TinyVitBlueprint;
import io.github.evosam.nn.StateDict;
import java.util.List;
import java.util.function.Predicate;

/**
 * Models of official sizes and layouts with random weights: they work as long as the trained ones,
 * and no file need be downloaded to measure that. Their input side is 1024.
 */
enum RandomModel {
  /** TinyViT of 5 M parameters, as in MobileSAM (Zhang et al. 2023). */
  MOBILE_SAM {
    @Override
    StateDict weights(NDManager manager) {
      return official(manager, name -> true);
    }
  },
  /** ViT-B of the first Segment Anything models (Kirillov et al. 2023). */
  VIT_B {
    @Override
    StateDict weights(NDManager manager) {
      StateDict weights = official(manager, name -> !name.startsWith(ENCODER));
      for (int i = 0; i < DEPTH; i++) {
        block(weights, ENCODER + "blocks." + i + ".", i % GLOBAL_EVERY == GLOBAL_EVERY - 1);
      }
      normal(weights, ENCODER + "pos_embed", 1, GRID, GRID, WIDTH);
      normal(weights, ENCODER + "patch_embed.proj.weight", WIDTH, 3, 16, 16);
      normal(weights, ENCODER + "patch_embed.proj.bias", WIDTH);
      normal(weights, ENCODER + "neck.0.weight", CHANNELS, WIDTH, 1, 1);
      norm(weights, ENCODER + "neck.1", CHANNELS);
      normal(weights, ENCODER + "neck.2.weight", CHANNELS, CHANNELS, 3, 3);
      norm(weights, ENCODER + "neck.3", CHANNELS);
      return weights;
    }
  };

  private static final String ENCODER = "image_encoder.";
  private static final int DEPTH = 12;
  private static final int GLOBAL_EVERY = 3;
  private static final int WIDTH = 768;
  private static final int HEAD = 64;
  private static final int GRID = 64;
  private static final int WINDOW = 14;
  private static final int CHANNELS = 256;
  private static final int SEED = 1;
  private static final float DEVIATION = 0.02f;

  private static final TinyVitBlueprint MOBILE =
      new TinyVitBlueprint(
          List.of(64, 128, 160, 320), List.of(2, 2, 6, 2), List.of(7, 14, 7), CHANNELS, 2048);

  /** The weights in official names; the caller's to close. */
  abstract StateDict weights(NDManager manager);

  /** Those of MobileSAM whose name is wanted. */
  private static StateDict official(NDManager manager, Predicate<String> wanted) {
    StateDict weights = new StateDict(manager);
    try (StateDict all = MOBILE.initialise(manager, SEED)) {
      all.names().stream()
          .filter(wanted)
          .forEach(name -> weights.put(name, all.get(name).duplicate()));
    }
    return weights;
  }

  private static void block(StateDict weights, String name, boolean isGlobal) {
    int table = 2 * (isGlobal ? GRID : WINDOW) - 1;
    norm(weights, name + "norm1", WIDTH);
    normal(weights, name + "attn.rel_pos_h", table, HEAD);
    normal(weights, name + "attn.rel_pos_w", table, HEAD);
    linear(weights, name + "attn.qkv", WIDTH, 3 * WIDTH);
    linear(weights, name + "attn.proj", WIDTH, WIDTH);
    norm(weights, name + "norm2", WIDTH);
    linear(weights, name + "mlp.lin1", WIDTH, 4 * WIDTH);
    linear(weights, name + "mlp.lin2", 4 * WIDTH, WIDTH);
  }

  private static void linear(StateDict weights, String name, int in, int out) {
    normal(weights, name + ".weight", out, in);
    normal(weights, name + ".bias", out);
  }

  private static void norm(StateDict weights, String name, int channels) {
    weights.put(name + ".weight", weights.manager().ones(new Shape(channels)));
    weights.put(name + ".bias", weights.manager().zeros(new Shape(channels)));
  }

  private static void normal(StateDict weights, String name, long... shape) {
    weights.put(
        name, weights.manager().randomNormal(0, DEVIATION, new Shape(shape), DataType.FLOAT32));
  }
}
