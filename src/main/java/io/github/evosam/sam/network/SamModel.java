package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.prompting.Magnification;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
  private final PromptEncoder promptEncoder;
  private final MaskDecoder maskDecoder;
  private final NDArray densePositions;
  private final Map<Integer, SamModel> atOtherSides = new HashMap<>();

  /**
   * Builds the model over parameters in official names.
   *
   * @param weights owned by the model from now on
   * @param config see {@link SamConfig#infer}
   * @param batchNorm what becomes of a TinyViT's batch norms
   */
  public SamModel(StateDict weights, SamConfig config, BatchNormMode batchNorm) {
    this.weights = weights;
    this.config = config;
    imageEncoder =
        switch (config.encoder()) {
          case TINY_VIT -> new TinyVitEncoder(weights, batchNorm);
          case VIT -> new VitEncoder(weights);
          case HIERA -> new HieraEncoder(weights);
        };
    promptEncoder = new PromptEncoder(weights, config.inputSide());
    maskDecoder = new MaskDecoder(weights);
    densePositions = weights.adopt(Scope.keep(promptEncoder::densePositions));
  }

  private SamModel(SamModel other, int inputSide) {
    weights = other.weights;
    config = other.config.withInputSide(inputSide);
    imageEncoder = other.imageEncoder;
    promptEncoder = new PromptEncoder(weights, inputSide);
    maskDecoder = other.maskDecoder;
    densePositions = weights.adopt(Scope.keep(promptEncoder::densePositions));
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
    return atOtherSides.computeIfAbsent(side, other -> new SamModel(this, other));
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
   * Whether prompts are answered in parts of the image of suitable size, see {@link Magnification}:
   * takes a model that was trained at several sides, and can tell which answer is the best.
   */
  public boolean magnifies() {
    return judgesMasks();
  }

  /** The image encoder. */
  public ImageEncoder imageEncoder() {
    return imageEncoder;
  }

  /** The prompt encoder. */
  public PromptEncoder promptEncoder() {
    return promptEncoder;
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
    NDArray start = start(prompts, before);
    return maskDecoder.decode(
        image,
        densePositions,
        promptEncoder.sparse(isSam2() ? prompts.padded() : prompts),
        promptEncoder.dense(start),
        start,
        masks -> answers(prompts, masks));
  }

  /**
   * The masks as they are answered: limited to what the prompts point at, where the model draws
   * prompts; else as they are.
   *
   * @param lowResLogits {@code [N, M, 4h, 4w]}
   * @return of the same shape; a limited one has no gradient
   */
  public NDArray answers(PromptTokens prompts, NDArray lowResLogits) {
    if (!config.drawsPrompts()) {
      return lowResLogits;
    }
    long[] s = lowResLogits.getShape().getShape();
    float[] values = lowResLogits.stopGradient().toFloatArray();
    int pixels = (int) (s[2] * s[3]);
    PromptReach reach = new PromptReach(config.inputSide());
    for (int i = 0; i < values.length / pixels; i++) {
      int n = (int) (i / s[1]);
      float[] mask = Arrays.copyOfRange(values, i * pixels, (i + 1) * pixels);
      reach.limit(prompts.coordinates()[n], prompts.kinds()[n], mask);
      System.arraycopy(mask, 0, values, i * pixels, pixels);
    }
    return weights.manager().create(values, lowResLogits.getShape());
  }

  /**
   * The prompt that stands for no prompt: not a point, and no mask. The embedded model answers it
   * with everything that looks like an object; experts start from it.
   */
  public TaskPrompt noPrompt() {
    return new TaskPrompt(
        weights.get("prompt_encoder.not_a_point_embed.weight"),
        weights.get("prompt_encoder.no_mask_embed.weight").flatten(),
        Optional.empty());
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
    NDList answer = decode(image, task);
    NDArray logits = answer.get(0).get(":, 0:1");
    NDArray sharp =
        task.head().map(head -> head.sharpen(logits, answer.get(2), input)).orElse(logits);
    return new NDList(sharp, answer.get(1).get(":, 0:1"));
  }

  /**
   * What the head of a task sees of the pixels of B images, whether it has one yet or not.
   *
   * @param image embeddings
   * @param input that was embedded, {@code [B, 3, S, S]}
   */
  public PixelHead.Pixels taskPixels(ImageFeatures image, NDArray input, TaskPrompt task) {
    NDList answer = decode(image, task);
    return PixelHead.Pixels.of(answer.get(0).get(":, 0:1"), answer.get(2), input);
  }

  /** SAM 2 pads its prompts always, SAM only where there is no box. */
  private boolean isSam2() {
    return config.encoder() == SamConfig.EncoderKind.HIERA;
  }

  private NDList decode(ImageFeatures image, TaskPrompt task) {
    Shape tokens = task.sparse().getShape();
    NDArray sparse =
        task.sparse()
            .expandDims(0)
            .broadcast(new Shape(image.batch(), tokens.get(0), tokens.get(1)));
    NDArray dense = task.dense().reshape(1, tokens.get(1), 1, 1);
    return maskDecoder.decode(image, densePositions, sparse, dense, null, masks -> masks);
  }

  private NDArray start(PromptTokens prompts, MaskStart before) {
    return config.drawsPrompts()
        ? new PromptRaster(config.inputSide()).start(prompts, before, weights.manager())
        : before.logits();
  }

  @Override
  public void close() {
    weights.close();
  }
}
