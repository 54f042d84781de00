/**
 * The networks as the papers draw them: image encoders split into trunk and tail, prompt encoder,
 * mask decoder, and the configuration inferred from weights. Knows tensors of one size; images and
 * prompts in image pixels are {@code sam.prompting}'s.
 */
package io.github.evosam.sam.network;
