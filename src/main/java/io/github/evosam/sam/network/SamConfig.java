package io.github.evosam.sam.network;

import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.util.List;

/**
 * The architecture of a checkpoint, read off its tensors' names and shapes.
 *
 * @param encoder which image encoder
 * @param inputSide side S of the square input, pixels; a multiple of {@link #STRIDE}
 * @param preprocessing how an image becomes that input
 */
public record SamConfig(EncoderKind encoder, int inputSide, Preprocessing preprocessing) {
  /** Input pixels per embedding pixel. */
  public static final int STRIDE = 16;

  /** Metadata entry that names the input side, where the tensors do not tell it. */
  public static final String INPUT_SIDE_KEY = "evosam.input_side";

  private static final int OFFICIAL_INPUT_SIDE = 1024;

  /** The image encoders that are understood. */
  public enum EncoderKind {
    /** Vision transformer of the official SAM checkpoints. */
    VIT,
    /** TinyViT of MobileSAM. */
    TINY_VIT,
    /** EfficientNet-Lite of the embedded model, with a {@link PyramidDecoder}. */
    EFFICIENT_NET,
    /** Hiera of SAM 2. */
    HIERA
  }

  /** Checks the input side. */
  public SamConfig {
    if (inputSide < STRIDE || inputSide % STRIDE != 0) {
      throw new IllegalArgumentException(
          "The input side must be a positive multiple of " + STRIDE + ", but is " + inputSide);
    }
    if (encoder == EncoderKind.HIERA && inputSide % HieraEncoder.SIDE_STEP != 0) {
      throw new IllegalArgumentException(
          "The input side of SAM 2 must be a multiple of %d, but is %d"
              .formatted(HieraEncoder.SIDE_STEP, inputSide));
    }
  }

  /**
   * Infers the configuration.
   *
   * <p>The input side of a ViT is that of its position embedding. TinyViT works at any side: the
   * metadata entry {@value #INPUT_SIDE_KEY} counts, else 1024 as in MobileSAM. So does Hiera, in
   * steps of 32 pixels.
   *
   * @param weights in official names
   * @throws IllegalArgumentException if the tensors are not those of a Segment Anything model
   */
  public static SamConfig infer(StateDict weights) {
    if (EfficientNetEncoder.isIn(weights)) {
      return new SamConfig(
          EncoderKind.EFFICIENT_NET, side(weights), Preprocessing.of(weights.metadata()));
    }
    for (String part :
        List.of("prompt_encoder.no_mask_embed.weight", "mask_decoder.iou_token.weight")) {
      if (!weights.has(part)) {
        throw new IllegalArgumentException(
            "These weights are not a Segment Anything model: tensor '" + part + "' is missing");
      }
    }
    Preprocessing preprocessing = Preprocessing.of(weights.metadata());
    if (weights.has("image_encoder.pos_embed")) {
      Shape positions = weights.shape("image_encoder.pos_embed");
      return new SamConfig(EncoderKind.VIT, (int) positions.get(1) * STRIDE, preprocessing);
    }
    int inputSide = side(weights);
    if (weights.has("image_encoder.patch_embed.seq.0.c.weight")) {
      return new SamConfig(EncoderKind.TINY_VIT, inputSide, preprocessing);
    }
    if (HieraEncoder.isIn(weights)) {
      return new SamConfig(EncoderKind.HIERA, inputSide, Preprocessing.SAM2);
    }
    throw new IllegalArgumentException(
        "The image encoder of these weights is neither a ViT (pos_embed), a TinyViT"
            + " (patch_embed.seq.0), a Hiera (trunk.pos_embed_window) nor an EfficientNet-Lite"
            + " (_conv_stem)");
  }

  private static int side(StateDict weights) {
    String side = weights.metadata().get(INPUT_SIDE_KEY);
    return side == null ? OFFICIAL_INPUT_SIDE : Integer.parseInt(side);
  }

  /** Input pixels per pixel of the logits. */
  public int logitsStride() {
    return encoder == EncoderKind.EFFICIENT_NET ? PyramidDecoder.LOGITS_STRIDE : STRIDE / 4;
  }

  /**
   * The same model at another input side.
   *
   * @throws IllegalArgumentException for a ViT, whose position embedding fixes it
   */
  public SamConfig withInputSide(int side) {
    if (encoder == EncoderKind.VIT && side != inputSide) {
      throw new IllegalArgumentException(
          "A ViT of input side " + inputSide + " cannot work at " + side);
    }
    return new SamConfig(encoder, side, preprocessing);
  }
}
