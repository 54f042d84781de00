package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Prompts as tokens: the official prompt encoder and mask decoder (Kirillov et al. 2023, sec. 3).
 */
final class TokenDecoder implements PromptDecoder {
  private final StateDict weights;
  private final boolean isSam2;
  private final PromptEncoder promptEncoder;
  private final MaskDecoder maskDecoder;
  private final NDArray densePositions;

  /** Builds the decoder over {@code prompt_encoder.*} and {@code mask_decoder.*}. */
  TokenDecoder(StateDict weights, SamConfig config) {
    this.weights = weights;
    isSam2 = config.encoder() == SamConfig.EncoderKind.HIERA;
    promptEncoder = new PromptEncoder(weights, config.inputSide());
    maskDecoder = new MaskDecoder(weights);
    densePositions = weights.adopt(Scope.keep(promptEncoder::densePositions));
  }

  PromptEncoder promptEncoder() {
    return promptEncoder;
  }

  /** SAM 2 pads its prompts always, SAM only where there is no box. */
  @Override
  public NDList answer(ImageFeatures image, PromptTokens prompts, NDArray before) {
    NDArray sparse = promptEncoder.sparse(isSam2 ? prompts.padded() : prompts);
    return maskDecoder.decode(image, densePositions, sparse, promptEncoder.dense(before));
  }

  @Override
  public NDList answer(ImageFeatures image, TaskPrompt task) {
    Shape tokens = task.sparse().getShape();
    NDArray sparse =
        task.sparse()
            .expandDims(0)
            .broadcast(new Shape(image.batch(), tokens.get(0), tokens.get(1)));
    NDArray dense = task.dense().reshape(1, tokens.get(1), 1, 1);
    NDList all = maskDecoder.decode(image, densePositions, sparse, dense);
    return new NDList(all.get(0).get(":, 0:1"), all.get(1).get(":, 0:1"));
  }

  /** Not a point, and no mask. */
  @Override
  public TaskPrompt noPrompt() {
    return new TaskPrompt(
        weights.get("prompt_encoder.not_a_point_embed.weight"),
        weights.get("prompt_encoder.no_mask_embed.weight").flatten());
  }
}
