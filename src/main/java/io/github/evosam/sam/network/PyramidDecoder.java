package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Resizing;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolutional mask decoder for {@link EfficientNetEncoder}: from the coarsest features to the
 * finest, each level adds the image's features, the prompts drawn as {@link PromptMaps}, how much
 * each pixel looks like what they show ({@link PromptSimilarity}) and what the coarser levels
 * found, and mixes them with ConvNeXt blocks (Liu et al. 2022). Outlines are as fine as the
 * features of stride 2.
 *
 * <p>Legend: B images, N prompts, M = 4 masks, C_i channels of level i (0: stride 2 … 4: stride
 * 32), h = w = S / 2.
 */
final class PyramidDecoder implements PromptDecoder {
  /** Input pixels per pixel of the logits. */
  static final int LOGITS_STRIDE = 2;

  /** Number of masks; the channel behind them tells how deep inside its object a pixel lies. */
  static final int MASKS = 4;

  private static final String ROOT = "mask_decoder.";

  /** The level whose features the masks are judged by: stride 4. */
  private static final int JUDGED = 1;

  /** Brings the logarithm of a mask's area to about 0..1. */
  private static final double AREA_SCALE = 0.125;

  private final StateDict weights;
  private final PromptMaps maps;
  private final List<Level> levels = new ArrayList<>();
  private final Layer context;
  private final Layer output;
  private final Mlp quality;

  /**
   * One resolution.
   *
   * @param prompts from maps to features
   * @param similarity of pixels to what prompts show; null for none
   * @param coarser from the coarser level's features; null at the coarsest
   * @param blocks mix neighbours
   */
  private record Level(Layer prompts, PromptSimilarity similarity, Layer coarser, Layer blocks) {
    /** What the prompts add to the features, {@code [N, C_i, h_i, w_i]}. */
    NDArray added(NDArray image, NDArray maps) {
      NDArray drawn = prompts.forward(maps);
      return similarity == null ? drawn : drawn.add(similarity.of(image, maps));
    }
  }

  /** Builds the decoder over {@code prompt_encoder.*} and {@code mask_decoder.*}. */
  PyramidDecoder(StateDict weights, int inputSide) {
    this.weights = weights;
    maps = new PromptMaps(inputSide);
    for (int i = 0; i < EfficientNetEncoder.LEVELS; i++) {
      boolean coarsest = i == EfficientNetEncoder.LEVELS - 1;
      String similarity = ROOT + "similarity." + i;
      levels.add(
          new Level(
              Projection.ofPixels(weights, prompt(i)),
              weights.has(similarity + ".keys.weight")
                  ? PromptSimilarity.of(weights, similarity)
                  : null,
              coarsest ? null : Projection.ofPixels(weights, ROOT + "coarser." + i),
              ConvNextBlock.stack(weights, ROOT + "blocks." + i)));
    }
    context = Projection.of(weights, ROOT + "context");
    output =
        Conv.adaptable(weights, ROOT + "output.0", 1)
            .then(Activation::gelu)
            .then(Projection.ofPixels(weights, ROOT + "output.1"));
    quality = Mlp.of(weights, Activation::gelu, ROOT + "quality.0", ROOT + "quality.1");
  }

  private static String prompt(int level) {
    return "prompt_encoder.maps." + level;
  }

  @Override
  public NDList answer(ImageFeatures image, PromptTokens prompts, NDArray before) {
    List<NDArray> drawn = PromptMaps.pyramid(maps.of(prompts, before, weights.manager()));
    List<NDArray> added = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      added.add(levels.get(i).added(level(image, i), drawn.get(i)));
    }
    NDList all = decode(image, added);
    return new NDList(all.get(0).get(":, 0:" + MASKS), all.get(1));
  }

  /** Third of the answers: logits of how deep inside its object a pixel lies. */
  @Override
  public NDList answer(ImageFeatures image, TaskPrompt task) {
    List<NDArray> added = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < levels.size(); i++) {
      int to = from + (int) weights.shape(prompt(i) + ".weight").get(0);
      added.add(task.dense().get("" + from + ":" + to).reshape(1, to - from, 1, 1));
      from = to;
    }
    NDList all = decode(image, added);
    return new NDList(
        all.get(0).get(":, 0:1"), all.get(1).get(":, 0:1"), all.get(0).get(":, " + MASKS + ":"));
  }

  /** What the map of no prompt adds at each level, all levels in one vector; no tokens. */
  @Override
  public TaskPrompt noPrompt() {
    NDList all = new NDList();
    for (int i = 0; i < levels.size(); i++) {
      NDArray kernel = weights.get(prompt(i) + ".weight", -1, PromptMaps.CHANNELS, 1, 1);
      NDArray bias = weights.get(prompt(i) + ".bias", -1);
      all.add(kernel.get(":, " + PromptMaps.NO_PROMPT).flatten().add(bias));
    }
    NDArray dense = NDArrays.concat(all, 0);
    return new TaskPrompt(null, dense);
  }

  /**
   * From the coarsest level to the finest.
   *
   * @param added to the features of each level, {@code [N or 1, C_i, h_i, w_i or 1, 1]}
   * @return {@code [N, M + 1, h, w]} and predicted IoU {@code [N, M]}
   */
  private NDList decode(ImageFeatures image, List<NDArray> added) {
    NDArray x = null;
    NDArray global = null;
    NDArray judged = null;
    for (int i = levels.size() - 1; i >= 0; i--) {
      NDArray coarser = x;
      Level level = levels.get(i);
      NDArray prompt = added.get(i);
      NDArray features = level(image, i);
      x =
          Scope.keep(
              () -> {
                NDArray sum = spread(features, prompt);
                return level.blocks().forward(coarser == null ? sum : sum.add(up(level, coarser)));
              });
      if (coarser == null) {
        global = x.mean(new int[] {3}).mean(new int[] {2});
        x = x.add(context.forward(global).expandDims(2).expandDims(3));
      }
      judged = i == JUDGED ? x : judged;
    }
    NDArray finest = x;
    NDArray masks = Scope.keep(() -> output.forward(Activation.gelu(finest)));
    return new NDList(masks, quality(masks, judged, global));
  }

  private static NDArray level(ImageFeatures image, int i) {
    return i == EfficientNetEncoder.LEVELS - 1 ? image.main() : image.highResolution().get(i);
  }

  private static NDArray up(Level level, NDArray coarser) {
    long[] s = coarser.getShape().getShape();
    return Resizing.bilinear(level.coarser().forward(coarser), 2 * s[2], 2 * s[3]);
  }

  /** Adds each image's features to those of its prompts; keeps the order in memory. */
  private static NDArray spread(NDArray image, NDArray prompts) {
    long b = image.getShape().get(0);
    long n = prompts.getShape().get(0);
    if (b == 1 || n == 1 || b == n) {
      return image.add(prompts);
    }
    long[] s = image.getShape().getShape();
    long perImage = n / b;
    return image
        .expandDims(1)
        .add(prompts.reshape(b, perImage, s[1], s[2], s[3]))
        .reshape(n, s[1], s[2], s[3]);
  }

  /**
   * Predicts the IoU of each mask from the features that it covers, the whole, its area, how sure
   * its pixels are, and which of the masks it is; passes no gradient on to the masks (mask scoring,
   * Huang et al. 2019).
   */
  private NDArray quality(NDArray logits, NDArray features, NDArray global) {
    return Scope.keep(
        () -> {
          long[] s = features.getShape().getShape();
          Shape two = new Shape(2, 2);
          NDArray halved =
              logits
                  .get(":, 0:" + MASKS)
                  .stopGradient()
                  .getNDArrayInternal()
                  .avgPool(two, two, new Shape(0, 0), false, true);
          NDArray masks = Activation.sigmoid(halved);
          NDArray flat = masks.reshape(s[0], MASKS, s[2] * s[3]);
          NDArray area = flat.sum(new int[] {2}, true);
          NDArray pixels = features.transpose(0, 2, 3, 1).reshape(s[0], s[2] * s[3], s[1]);
          NDArray covered = flat.matMul(pixels).div(area.add(1));
          NDArray whole =
              global.expandDims(1).broadcast(new Shape(s[0], MASKS, global.getShape().get(1)));
          NDArray size = Scaling.times(area.add(1).log(), AREA_SCALE);
          NDArray slot =
              weights.manager().eye(MASKS).expandDims(0).broadcast(new Shape(s[0], MASKS, MASKS));
          NDArray seen =
              NDArrays.concat(new NDList(covered, whole, size, expectedIou(flat, area), slot), 2);
          return Activation.sigmoid(quality.forward(seen)).reshape(s[0], MASKS);
        });
  }

  /**
   * The IoU that masks have if their probabilities are right, {@code [N, M, P] → [N, M, 1]}.
   *
   * @param area sums of the probabilities, {@code [N, M, 1]}
   */
  private static NDArray expectedIou(NDArray probabilities, NDArray area) {
    NDArray inside = probabilities.gt(0.5).toType(probabilities.getDataType(), false);
    NDArray both = probabilities.mul(inside).sum(new int[] {2}, true);
    return both.div(inside.sum(new int[] {2}, true).add(area).sub(both).add(1));
  }
}
