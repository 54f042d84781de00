package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.evosam.nn.StateDict;
import java.util.HashMap;
import java.util.Map;

/**
 * A Segment Anything model: image encoder, prompt encoder and mask decoder over one set of
 * parameters (Kirillov et al. 2023).
 *
 * <p>Knows neither files nor images on screen. Not safe for use by several threads at once. Closing
 * it closes its parameters.
 */
public final class SamModel implements AutoCloseable {
  private final StateDict weights;
  private final SamConfig config;
  private final ImageEncoder imageEncoder;
  private final PromptDecoder decoder;
  private final Map<Integer, SamModel> atOtherSides = new HashMap<>();

  /**
   * Builds the model over parameters in official names.
   *
   * @param weights owned by the model from now on
   * @param config see {@link SamConfig#infer}
   */
  public SamModel(StateDict weights, SamConfig config) {
    this(
        weights,
        config,
        switch (config.encoder()) {
          case TINY_VIT -> new TinyVitEncoder(weights);
          case VIT -> new VitEncoder(weights);
          case EFFICIENT_NET -> new EfficientNetEncoder(weights);
          case HIERA -> new HieraEncoder(weights);
        });
  }

  private SamModel(StateDict weights, SamConfig config, ImageEncoder imageEncoder) {
    this.weights = weights;
    this.config = config;
    this.imageEncoder = imageEncoder;
    decoder =
        config.encoder() == SamConfig.EncoderKind.EFFICIENT_NET
            ? new PyramidDecoder(weights, config.inputSide())
            : new TokenDecoder(weights, config);
  }

  /**
   * The same model, with the same parameters, at another input side; not to be closed.
   *
   * @throws IllegalArgumentException for a ViT, whose position embedding fixes the side
   */
  public SamModel atInputSide(int side) {
    if (side == config.inputSide()) {
      return this;
    }
    return atOtherSides.computeIfAbsent(
        side, other -> new SamModel(weights, config.withInputSide(other), imageEncoder));
  }

  /** The model for inference, its configuration inferred from the weights. */
  public static SamModel of(StateDict weights) {
    return new SamModel(weights, SamConfig.infer(weights));
  }

  /** The configuration. */
  public SamConfig config() {
    return config;
  }

  /** The parameters, in official names. */
  public StateDict weights() {
    return weights;
  }

  /** Whether prompts reach the decoder as tokens; else they are drawn, see {@link PromptMaps}. */
  public boolean takesTokens() {
    return config.encoder() != SamConfig.EncoderKind.EFFICIENT_NET;
  }

  /** Whether the model keeps touching objects apart without a prompt, see {@link #predictTask}. */
  public boolean tellsDepth() {
    return !takesTokens();
  }

  /** The image encoder. */
  public ImageEncoder imageEncoder() {
    return imageEncoder;
  }

  /**
   * The prompt encoder.
   *
   * @throws ClassCastException for a model that has none, since it draws prompts
   */
  public PromptEncoder promptEncoder() {
    return ((TokenDecoder) decoder).promptEncoder();
  }

  /**
   * Predicts all masks of N prompts on B images, N a multiple of B, image by image.
   *
   * @param image embeddings of the images
   * @param prompts points and box corners
   * @param lowResLogits masks to start from, {@code [N, 1, low, low]}, or null
   * @return logits {@code [N, M, low, low]}, low a quarter of the input side, or half of it for a
   *     model that {@link #tellsDepth}; and predicted IoU {@code [N, M]}
   */
  public NDList predict(ImageFeatures image, PromptTokens prompts, NDArray lowResLogits) {
    return decoder.answer(image, prompts, lowResLogits);
  }

  /**
   * The prompt that stands for no prompt, from which experts start. A model that {@link
   * #tellsDepth} answers it with everything that looks like an object.
   */
  public TaskPrompt noPrompt() {
    return decoder.noPrompt();
  }

  /**
   * Predicts the mask of a task, all of its objects in one, for B images.
   *
   * @param image embeddings
   * @return logits {@code [B, 1, low, low]}; predicted IoU {@code [B, 1]}; and of a model that
   *     {@link #tellsDepth} logits of how deep inside its object a pixel lies, 0 at its border and
   *     1 in its middle, {@code [B, 1, low, low]}
   */
  public NDList predictTask(ImageFeatures image, TaskPrompt task) {
    return decoder.answer(image, task);
  }

  @Override
  public void close() {
    weights.close();
  }
}
