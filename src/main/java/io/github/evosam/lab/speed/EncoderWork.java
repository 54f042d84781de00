package io.github.evosam.lab.speed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What an image encoder computes for one image, in floating-point operations: a multiplication and
 * an addition for each weight and each place where it is used, and for each pair of tokens that
 * attend to each other. Activations, norms and copies do not count, so that a time compared with
 * this tells what they cost, too.
 */
record EncoderWork(SamModel model) {
  private static final String ROOT = "image_encoder.";
  private static final Pattern ATTENTION = Pattern.compile("blocks\\.(\\d+)\\.attn.*");
  private static final Pattern LAYER = Pattern.compile("layers\\.(\\d)\\.(blocks|downsample).*");
  private static final Pattern BLOCK = Pattern.compile("_blocks\\.(\\d+)\\.(.*)\\.weight");
  private static final Pattern LEVEL = Pattern.compile("neck\\.(\\d)\\.weight");

  /**
   * Operations of trunk and tail together.
   *
   * @throws IllegalArgumentException for models of SAM 2
   */
  double operations() {
    return 2
        * switch (model.config().encoder()) {
          case VIT -> vit();
          case TINY_VIT -> tinyVit();
          case EFFICIENT_NET -> efficientNet();
          case HIERA ->
              throw new IllegalArgumentException(
                  "The work of SAM 2's encoder is not counted; measure another model");
        };
  }

  /** Multiplications by all weights of the encoder, each at so many places. */
  private double weights(ToDoubleFunction<String> places) {
    StateDict weights = model.weights();
    return weights.names().stream()
        .filter(name -> name.startsWith(ROOT) && name.endsWith(".weight"))
        .filter(name -> weights.shape(name).dimension() > 1)
        .mapToDouble(
            name ->
                weights.shape(name).size() * places.applyAsDouble(name.substring(ROOT.length())))
        .sum();
  }

  private double vit() {
    double grid = side(16);
    double width = model.weights().shape(ROOT + "pos_embed").get(3);
    double attention = 0;
    for (int i = 0; i < model.imageEncoder().depth(); i++) {
      double window = window(i);
      double tokens = padded(grid, window);
      // queries with keys, weights with values; queries with the tables of both axes
      attention += 2 * tokens * width * (window * window + window);
    }
    return attention
        + weights(
            name -> {
              Matcher block = ATTENTION.matcher(name);
              return block.matches()
                  ? padded(grid, window(Integer.parseInt(block.group(1))))
                  : grid * grid;
            });
  }

  /** Side of a ViT block's windows, tokens; that of the grid where all attend to all. */
  private double window(int block) {
    long table = model.weights().shape(ROOT + "blocks." + block + ".attn.rel_pos_h").get(0);
    return Math.min((table + 1) / 2.0, side(16));
  }

  private double tinyVit() {
    StateDict weights = model.weights();
    double attention =
        weights.names().stream()
            .filter(name -> name.endsWith("attention_biases"))
            .mapToDouble(
                name -> {
                  double area = weights.shape(name).get(1);
                  String projection = name.replace("attention_biases", "proj.weight");
                  double grid = tinySide(name.substring(ROOT.length()));
                  return 2
                      * padded(grid, Math.sqrt(area))
                      * area
                      * weights.shape(projection).get(0);
                })
            .sum();
    return attention + weights(this::tinyPlaces);
  }

  /** Places where a TinyViT's layer is used; windows are padded to be whole. */
  private double tinyPlaces(String name) {
    double side = tinySide(name);
    String block = name.replaceFirst("attn\\..*", "attn.");
    return name.contains("attn.")
        ? padded(side, Math.sqrt(model.weights().shape(ROOT + block + "attention_biases").get(1)))
        : side * side;
  }

  /** Side of what a TinyViT's layer puts out, pixels. */
  private double tinySide(String name) {
    Matcher layer = LAYER.matcher(name);
    if (name.startsWith("patch_embed.seq.0")) {
      return side(2);
    }
    if (name.startsWith("patch_embed")) {
      return side(4);
    }
    if (!layer.matches()) {
      return side(16);
    }
    boolean isAfter = layer.group(2).equals("downsample") && !name.contains("conv1");
    int stage = Integer.parseInt(layer.group(1)) + (isAfter ? 1 : 0);
    return side(4 << Math.min(2, stage));
  }

  private double efficientNet() {
    List<Double> sides = blockSides();
    return weights(
        name -> {
          Matcher block = BLOCK.matcher(name);
          Matcher level = LEVEL.matcher(name);
          if (block.matches()) {
            int number = Integer.parseInt(block.group(1));
            boolean isBefore = block.group(2).equals("_expand_conv");
            return Math.pow(sides.get(isBefore ? number : number + 1), 2);
          }
          double side = side(level.matches() ? 2 << Integer.parseInt(level.group(1)) : 2);
          return side * side;
        });
  }

  /** Side of what goes into each block of an EfficientNet, and of what comes out of the last. */
  private List<Double> blockSides() {
    return IntStream.rangeClosed(0, model.imageEncoder().depth())
        .mapToObj(i -> Scope.value(() -> (double) trunk(i).getShape().get(2)))
        .toList();
  }

  /** An empty image behind so many blocks, {@code [1, C, h, w]}. */
  private NDArray trunk(int blocks) {
    long side = model.config().inputSide();
    NDArray image = model.weights().manager().zeros(new Shape(1, 3, side, side));
    return model.imageEncoder().trunk(image, blocks).main();
  }

  private double side(int stride) {
    return model.config().inputSide() / (double) stride;
  }

  /** Number of places of a square that is padded to whole windows. */
  private static double padded(double side, double window) {
    double whole = Math.ceil(side / window) * window;
    return whole * whole;
  }
}
