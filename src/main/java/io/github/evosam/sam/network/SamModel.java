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
   * @param batchNorm what becomes of a TinyViT's batch norms
   */
  public SamModel(StateDict weights, SamConfig config, BatchNormMode batchNorm) {
    this(
        weights,
        config,
        switch (config.encoder()) {
          case TINY_VIT -> new TinyVitEncoder(weights, batchNorm);
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
    return new SamModel(weights, SamConfig.infer(weights), BatchNormMode.FOLDED);
  }

  /** The configuration. */
  public SamConfig config() {
    return config;
  }

  /** The parameters, in official names. */
  public StateDict weights() {
    return weights;
  }

  /** Whether the model predicts the IoU of each mask from the mask itself. */
  public boolean judgesMasks() {
    return MaskQuality.isIn(weights);
  }

  /**
   * Whether prompts are answered in parts of the image of suitable size, see {@code sam.prompting}:
   * takes a model that was trained at several sides, and can tell which answer is the best.
   */
  public boolean magnifies() {
    return judgesMasks();
  }

  /** Whether prompts reach the decoder as tokens; else they are drawn, see {@link PromptMaps}. */
  public boolean takesTokens() {
    return config.encoder() != SamConfig.EncoderKind.EFFICIENT_NET;
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
   * @param lowResLogits masks to start from, {@code [N, 1, 4h, 4w]}, or null
   * @return logits {@code [N, M, 4h, 4w]} and predicted IoU {@code [N, M]}
   */
  public NDList predict(ImageFeatures image, PromptTokens prompts, NDArray lowResLogits) {
    MaskStart before = lowResLogits == null ? MaskStart.NONE : MaskStart.answer(lowResLogits);
    return predictFrom(before, image, prompts);
  }

  /**
   * Predicts all masks of N prompts on B images, N a multiple of B, image by image.
   *
   * @param before mask to start from
   * @param image embeddings of the images
   * @param prompts points and box corners
   * @return logits {@code [N, M, 4h, 4w]} and predicted IoU {@code [N, M]}
   */
  public NDList predictFrom(MaskStart before, ImageFeatures image, PromptTokens prompts) {
    return decoder.answer(image, prompts, before);
  }

  /**
   * The masks as they are answered: limited to what the prompts point at, where the model draws
   * prompts; else as they are.
   *
   * @param lowResLogits {@code [N, M, 4h, 4w]}
   * @return of the same shape; a limited one has no gradient
   */
  public NDArray answers(PromptTokens prompts, NDArray lowResLogits) {
    return decoder.limited(prompts, lowResLogits);
  }

  /**
   * The prompt that stands for no prompt. The embedded model answers it with everything that looks
   * like an object; experts start from it.
   */
  public TaskPrompt noPrompt() {
    return decoder.noPrompt();
  }

  /**
   * Predicts the mask of a task, all of its objects in one, for B images.
   *
   * @param image embeddings
   * @param input that was embedded, {@code [B, 3, S, S]}
   * @return logits {@code [B, 1, 4h, 4w]}, or {@code [B, 1, 8h, 8w]} if the task sharpens them, and
   *     predicted IoU {@code [B, 1]}
   */
  public NDList predictTask(ImageFeatures image, NDArray input, TaskPrompt task) {
    NDList answer = decoder.answer(image, task);
    NDArray logits = answer.get(0);
    NDArray sharp =
        task.head().map(head -> head.sharpen(logits, answer.get(2), input)).orElse(logits);
    return new NDList(sharp, answer.get(1));
  }

  /**
   * Where the objects of B images lie and where their middles are, without any prompt.
   *
   * @return logits {@code [B, 1, low, low]}; predicted IoU {@code [B, 1]}; and logits of how deep
   *     inside its object a pixel lies, 0 at its border and 1 in its middle, {@code [B, 1, low,
   *     low]}
   * @throws IllegalArgumentException for a model that does not tell
   */
  public NDList predictObjects(ImageFeatures image) {
    if (takesTokens()) {
      throw new IllegalArgumentException(
          "Models with a " + config.encoder() + " encoder do not tell where objects have middles");
    }
    return decoder.answer(image, noPrompt());
  }

  /**
   * What the head of a task sees of the pixels of B images, whether it has one yet or not.
   *
   * @param image embeddings
   * @param input that was embedded, {@code [B, 3, S, S]}
   */
  public PixelHead.Pixels taskPixels(ImageFeatures image, NDArray input, TaskPrompt task) {
    NDList answer = decoder.answer(image, task);
    return PixelHead.Pixels.of(answer.get(0), answer.get(2), input);
  }

  @Override
  public void close() {
    weights.close();
  }
}
