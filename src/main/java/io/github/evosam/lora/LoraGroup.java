package io.github.evosam.lora;

import java.util.regex.Pattern;

/**
 * A group of linear maps that an expert may change. The constants' names are part of the format: a
 * new one needs no new version, since experts that lack it are read as before. But new experts have
 * every group of their model ({@link LoraConfig#everywhere}), and start from no expert that has
 * others.
 */
public enum LoraGroup {
  /** Queries and values of the encoder's attention behind the split. */
  ENCODER_ATTENTION("image_encoder\\..*\\.attn\\.qkv"),
  /** All projections of the mask decoder's attention. */
  DECODER_ATTENTION("mask_decoder\\.transformer\\..*_proj"),
  /** The MLPs of the mask decoder's two-way blocks. */
  DECODER_MLP("mask_decoder\\.transformer\\..*\\.mlp\\.lin[12]"),
  /** The hypernetwork of mask 0, which turns its token into the weights of the mask. */
  HYPERNETWORK("mask_decoder\\.output_hypernetworks_mlps\\.0\\.layers\\.\\d+"),
  /** The maps that bring image features of strides 4 and 8 to the mask. */
  HIGH_RESOLUTION("mask_decoder\\.conv_s[01]"),
  /** The upsamplings from the embedding to the mask. */
  UPSAMPLING("mask_decoder\\.output_upscaling\\.[03]"),
  /** The pointwise convolutions of an EfficientNet behind the split. */
  ENCODER_POINTWISE("image_encoder\\._blocks\\.\\d+\\._(expand|project)_conv"),
  /** The maps from an EfficientNet's features to those of its decoder. */
  NECK("image_encoder\\.neck\\.\\d"),
  /** All kernels and maps of the decoder behind an EfficientNet, but those that judge masks. */
  PYRAMID(
      "mask_decoder\\.(coarser\\.\\d|context|output\\.[01]|blocks\\.\\d\\.\\d+\\.(dwconv|pwconv[12]))");

  private final Pattern map;

  LoraGroup(String map) {
    this.map = Pattern.compile(map + "\\.weight");
  }

  /** Whether a tensor is the weight of a map of this group, wherever the split lies. */
  boolean holds(String tensor) {
    return map.matcher(tensor).matches();
  }

  /** Whether its maps belong to blocks of the encoder, of which those behind the split change. */
  boolean isInEncoder() {
    return map.pattern().startsWith("image_encoder") && this != NECK;
  }
}
