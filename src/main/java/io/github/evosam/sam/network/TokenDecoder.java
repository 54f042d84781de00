package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import java.util.Arrays;
import java.util.Optional;

/**
 * Prompts as tokens: the official prompt encoder and mask decoder (Kirillov et al. 2023, sec. 3),
 * with the additions that the weights hold, see {@link MaskDecoder}.
 */
final class TokenDecoder implements PromptDecoder {
  private final StateDict weights;
  private final SamConfig config;
  private final PromptEncoder promptEncoder;
  private final MaskDecoder maskDecoder;
  private final NDArray densePositions;

  /** Builds the decoder over {@code prompt_encoder.*} and {@code mask_decoder.*}. */
  TokenDecoder(StateDict weights, SamConfig config) {
    this.weights = weights;
    this.config = config;
    promptEncoder = new PromptEncoder(weights, config.inputSide());
    maskDecoder = new MaskDecoder(weights);
    densePositions = weights.adopt(Scope.keep(promptEncoder::densePositions));
  }

  PromptEncoder promptEncoder() {
    return promptEncoder;
  }

  @Override
  public NDList answer(ImageFeatures image, PromptTokens prompts, MaskStart before) {
    NDArray start = start(prompts, before);
    return maskDecoder.decode(
        image,
        densePositions,
        promptEncoder.sparse(isSam2() ? prompts.padded() : prompts),
        promptEncoder.dense(start),
        start,
        masks -> limited(prompts, masks));
  }

  @Override
  public NDList answer(ImageFeatures image, TaskPrompt task) {
    Shape tokens = task.sparse().getShape();
    NDArray sparse =
        task.sparse()
            .expandDims(0)
            .broadcast(new Shape(image.batch(), tokens.get(0), tokens.get(1)));
    NDArray dense = task.dense().reshape(1, tokens.get(1), 1, 1);
    NDList all = maskDecoder.decode(image, densePositions, sparse, dense, null, masks -> masks);
    return new NDList(all.get(0).get(":, 0:1"), all.get(1).get(":, 0:1"), all.get(2));
  }

  /** Not a point, and no mask. */
  @Override
  public TaskPrompt noPrompt() {
    return new TaskPrompt(
        weights.get("prompt_encoder.not_a_point_embed.weight"),
        weights.get("prompt_encoder.no_mask_embed.weight").flatten(),
        Optional.empty());
  }

  /**
   * Limited to what the prompts point at, where the model draws prompts; else as they are. A
   * limited one has no gradient.
   */
  @Override
  public NDArray limited(PromptTokens prompts, NDArray logits) {
    if (!config.drawsPrompts()) {
      return logits;
    }
    long[] s = logits.getShape().getShape();
    float[] values = logits.stopGradient().toFloatArray();
    int pixels = (int) (s[2] * s[3]);
    PromptReach reach = new PromptReach(config.inputSide());
    for (int i = 0; i < values.length / pixels; i++) {
      int n = (int) (i / s[1]);
      float[] mask = Arrays.copyOfRange(values, i * pixels, (i + 1) * pixels);
      reach.limit(prompts.coordinates()[n], prompts.kinds()[n], mask);
      System.arraycopy(mask, 0, values, i * pixels, pixels);
    }
    return weights.manager().create(values, logits.getShape());
  }

  /** SAM 2 pads its prompts always, SAM only where there is no box. */
  private boolean isSam2() {
    return config.encoder() == SamConfig.EncoderKind.HIERA;
  }

  private NDArray start(PromptTokens prompts, MaskStart before) {
    return config.drawsPrompts()
        ? new PromptRaster(config.inputSide()).start(prompts, before, weights.manager())
        : before.logits();
  }
}
