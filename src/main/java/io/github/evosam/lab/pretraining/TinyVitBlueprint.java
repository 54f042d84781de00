package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.util.List;

/**
 * The sizes of a Segment Anything model in MobileSAM's layout; {@link #initialise} makes random
 * weights in official names, for measuring speed and for tests.
 *
 * @param widths channels of the four stages
 * @param depths blocks of the four stages
 * @param windows side of the attention windows of stages 1 to 3, feature pixels
 * @param channels embedding channels of neck, prompt encoder and decoder
 * @param decoderMlp hidden channels of the decoder's MLPs
 */
public record TinyVitBlueprint(
    List<Integer> widths,
    List<Integer> depths,
    List<Integer> windows,
    int channels,
    int decoderMlp) {
  /** Channels of an attention head of the encoder. */
  static final int HEAD_CHANNELS = 32;

  static final int STAGES = 4;

  /** Small, so that the first masks and IoUs are undecided instead of wrong with conviction. */
  private static final double LAST_GAIN = 0.1;

  /** Checks the number of stages and that heads fit. */
  public TinyVitBlueprint {
    if (widths.size() != STAGES || depths.size() != STAGES || windows.size() != STAGES - 1) {
      throw new IllegalArgumentException("A TinyViT has four stages, the last three with windows");
    }
    for (int width : widths.subList(1, STAGES)) {
      if (width % HEAD_CHANNELS != 0) {
        throw new IllegalArgumentException(
            "The width of an attention stage must be a multiple of "
                + HEAD_CHANNELS
                + ", not "
                + width);
      }
    }
  }

  /**
   * Random first weights.
   *
   * @param seed same seed, same weights
   */
  public StateDict initialise(NDManager manager, long seed) {
    StateDict weights = new StateDict(manager);
    FirstWeights first = new FirstWeights(weights, new java.util.Random(seed));
    encoder(first);
    promptEncoder(first);
    decoder(first);
    return weights;
  }

  private void encoder(FirstWeights first) {
    String root = "image_encoder.";
    int stem = widths.get(0);
    first.convNorm(root + "patch_embed.seq.0", 3, stem / 2, 3, 1);
    first.convNorm(root + "patch_embed.seq.2", stem / 2, stem, 3, 1);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int i = 0; i < depths.get(stage); i++) {
        block(first, stage, root + "layers." + stage + ".blocks." + i + ".");
      }
      if (stage < STAGES - 1) {
        int out = widths.get(stage + 1);
        String merging = root + "layers." + stage + ".downsample.";
        first.convNorm(merging + "conv1", widths.get(stage), out, 1, 1);
        first.convNorm(merging + "conv2", out, out, 3, out);
        first.convNorm(merging + "conv3", out, out, 1, 1);
      }
    }
    first.conv(root + "neck.0", widths.get(STAGES - 1), channels, 1, false);
    first.norm(root + "neck.1", channels);
    first.conv(root + "neck.2", channels, channels, 3, false);
    first.norm(root + "neck.3", channels);
  }

  private void block(FirstWeights first, int stage, String name) {
    int width = widths.get(stage);
    int hidden = 4 * width;
    if (stage == 0) {
      first.convNorm(name + "conv1", width, hidden, 1, 1);
      first.convNorm(name + "conv2", hidden, hidden, 3, hidden);
      first.convNorm(name + "conv3", hidden, width, 1, 1);
      return;
    }
    int window = windows.get(stage - 1);
    first.zeros(name + "attn.attention_biases", width / HEAD_CHANNELS, window * window);
    first.norm(name + "attn.norm", width);
    first.linear(name + "attn.qkv", width, 3 * width);
    first.linear(name + "attn.proj", width, width);
    first.norm(name + "mlp.norm", width);
    first.linear(name + "mlp.fc1", width, hidden);
    first.linear(name + "mlp.fc2", hidden, width);
    first.convNorm(name + "local_conv", width, width, 3, width);
  }

  private void promptEncoder(FirstWeights first) {
    String root = "prompt_encoder.";
    first.normal(root + "pe_layer.positional_encoding_gaussian_matrix", 2, channels / 2);
    for (int i = 0; i < 4; i++) {
      first.normal(root + "point_embeddings." + i + ".weight", 1, channels);
    }
    first.normal(root + "not_a_point_embed.weight", 1, channels);
    first.normal(root + "no_mask_embed.weight", 1, channels);
    String mask = root + "mask_downscaling.";
    first.conv(mask + "0", 1, 4, 2, true);
    first.norm(mask + "1", 4);
    first.conv(mask + "3", 4, 16, 2, true);
    first.norm(mask + "4", 16);
    first.conv(mask + "6", 16, channels, 1, true);
  }

  private void decoder(FirstWeights first) {
    String root = "mask_decoder.";
    for (int i = 0; i < 2; i++) {
      String layer = root + "transformer.layers." + i + ".";
      attention(first, layer + "self_attn.", channels);
      attention(first, layer + "cross_attn_token_to_image.", channels / 2);
      attention(first, layer + "cross_attn_image_to_token.", channels / 2);
      first.linear(layer + "mlp.lin1", channels, decoderMlp);
      first.linear(layer + "mlp.lin2", decoderMlp, channels);
      for (int norm = 1; norm <= 4; norm++) {
        first.norm(layer + "norm" + norm, channels);
      }
    }
    attention(first, root + "transformer.final_attn_token_to_image.", channels / 2);
    first.norm(root + "transformer.norm_final_attn", channels);
    first.normal(root + "iou_token.weight", 1, channels);
    first.normal(root + "mask_tokens.weight", 4, channels);
    first.upsampling(root + "output_upscaling.0", channels, channels / 4);
    first.norm(root + "output_upscaling.1", channels / 4);
    first.upsampling(root + "output_upscaling.3", channels / 4, channels / 8);
    for (int i = 0; i < 4; i++) {
      perceptron(first, root + "output_hypernetworks_mlps." + i, channels / 8);
    }
    perceptron(first, root + "iou_prediction_head", 4);
  }

  /**
   * Keys start as queries: then tokens attend near their own position, as positions are compared.
   */
  private void attention(FirstWeights first, String name, int inner) {
    first.linear(name + "q_proj", channels, inner);
    first.copy(name + "q_proj", name + "k_proj");
    first.linear(name + "v_proj", channels, inner);
    first.linear(name + "out_proj", inner, channels);
  }

  private void perceptron(FirstWeights first, String name, int out) {
    first.linear(name + ".layers.0", channels, channels);
    first.linear(name + ".layers.1", channels, channels);
    first.linear(name + ".layers.2", channels, out, LAST_GAIN);
  }
}
