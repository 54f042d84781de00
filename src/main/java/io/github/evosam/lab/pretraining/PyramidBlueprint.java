package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.Preprocessing;
import io.github.evosam.sam.network.SamConfig;
import java.util.List;
import java.util.Random;

/**
 * The sizes of the decoder of the shipped model; {@link #initialise} puts its first weights behind
 * a pretrained EfficientNet-Lite encoder.
 *
 * @param widths channels at strides 2, 4, 8, 16 and 32
 * @param blocks ConvNeXt blocks at each of them
 */
public record PyramidBlueprint(List<Integer> widths, List<Integer> blocks) {
  /** The shipped model. */
  public static final PyramidBlueprint SHIPPED =
      new PyramidBlueprint(List.of(16, 48, 80, 128, 192), List.of(0, 1, 2, 2, 2));

  private static final int LEVELS = 5;
  private static final int PROMPT_MAPS = 8;

  /** Of the similarities, which are told at strides 4 to 32. */
  private static final int HEADS = 4;

  private static final int HEAD_WIDTH = 8;

  /** Box, clicks on the object, clicks beside it, earlier mask. */
  private static final int PROMPTS_SHOWN = 4;

  private static final int KERNEL = 7;
  private static final int EXPANSION = 3;
  private static final int OUTPUTS = 5;
  private static final int QUALITY_WIDTH = 64;

  /** Area, expected IoU, and one for each of four masks. */
  private static final int MASK_FIGURES = 6;

  /** First layer scale of a block, so that it starts as nearly nothing (Liu et al. 2022). */
  private static final float LAYER_SCALE = 0.1f;

  /** Prompts start louder than a default initialisation, or the image drowns them at first. */
  private static final float PROMPT_GAIN = 3;

  /** Few pixels belong to an object: the first masks are nearly empty. */
  private static final float OUTPUT_BIAS = -2;

  /** Standard deviations of the encoder's outputs with Lite2's ImageNet weights. */
  private static final double[] DEVIATIONS = {4.4, 7.7, 7.2, 5.1, 2.0};

  /** Checks the number of levels. */
  public PyramidBlueprint {
    if (widths.size() != LEVELS || blocks.size() != LEVELS) {
      throw new IllegalArgumentException("The decoder has five levels, strides 2 to 32");
    }
  }

  /**
   * Random first weights of the decoder with the weights of an encoder.
   *
   * @param classifier EfficientNet-Lite in official names; its classifier is left out
   * @param inputSide input side of the finished model, pixels
   * @param seed same seed, same weights
   */
  public StateDict initialise(NDManager manager, StateDict classifier, int inputSide, long seed) {
    StateDict weights = new StateDict(manager);
    for (String name : classifier.names()) {
      NDArray tensor = classifier.get(name);
      boolean isEncoder = name.matches("_(conv_stem|bn0|blocks)\\..*");
      if (isEncoder && tensor.getDataType() == DataType.FLOAT32) {
        weights.put("image_encoder." + name, tensor.duplicate());
      }
    }
    FirstWeights first = new FirstWeights(weights, new Random(seed));
    for (int i = 0; i < LEVELS; i++) {
      level(first, i, channels(classifier, i));
    }
    int coarsest = widths.get(LEVELS - 1);
    int finest = widths.get(0);
    first.linear("mask_decoder.context", coarsest, coarsest);
    first.conv("mask_decoder.output.0", finest, finest, 3, true);
    first.conv("mask_decoder.output.1", finest, OUTPUTS, 1, true);
    weights.get("mask_decoder.output.1.bias").subi(-OUTPUT_BIAS);
    first.linear("mask_decoder.quality.0", widths.get(1) + coarsest + MASK_FIGURES, QUALITY_WIDTH);
    first.linear("mask_decoder.quality.1", QUALITY_WIDTH, 1);
    weights.metadata().put(SamConfig.INPUT_SIDE_KEY, Integer.toString(inputSide));
    weights.metadata().put(Preprocessing.KEY, Preprocessing.CENTRED.name());
    return weights;
  }

  private void level(FirstWeights first, int i, int channels) {
    int width = widths.get(i);
    String neck = "image_encoder.neck." + i;
    first.conv(neck, channels, width, 1, true);
    first.weights().get(neck + ".weight").divi(DEVIATIONS[i]);
    first.conv("prompt_encoder.maps." + i, PROMPT_MAPS, width, 1, true);
    first.weights().get("prompt_encoder.maps." + i + ".weight").muli(PROMPT_GAIN);
    if (i < LEVELS - 1) {
      first.conv("mask_decoder.coarser." + i, widths.get(i + 1), width, 1, true);
    }
    if (i > 0) {
      String similarity = "mask_decoder.similarity." + i;
      first.linear(similarity + ".keys", width, HEADS * HEAD_WIDTH);
      first.linear(similarity + ".output", HEADS * PROMPTS_SHOWN, width, 0);
    }
    for (int k = 0; k < blocks.get(i); k++) {
      String block = "mask_decoder.blocks." + i + "." + k + ".";
      first.depthwise(block + "dwconv", width, KERNEL);
      first.norm(block + "norm", width);
      first.linear(block + "pwconv1", width, EXPANSION * width);
      first.linear(block + "pwconv2", EXPANSION * width, width);
      NDArray scale = first.weights().manager().full(new Shape(width), LAYER_SCALE);
      first.weights().put(block + "gamma", scale);
    }
  }

  /** Channels that the encoder gives at a level: of the last block before the next stride. */
  private static int channels(StateDict classifier, int level) {
    int[] stages = {0, 1, 2, 4, 6};
    int stage = -1;
    long last = 0;
    for (int i = 0; classifier.has("_blocks." + i + "._project_conv.weight"); i++) {
      long out = classifier.shape("_blocks." + i + "._project_conv.weight").get(0);
      stage += out == last ? 0 : 1;
      last = out;
      if (stage == stages[level]) {
        return (int) out;
      }
    }
    throw new IllegalArgumentException("These weights are no EfficientNet-Lite");
  }
}
