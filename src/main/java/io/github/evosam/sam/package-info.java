/**
 * The Segment Anything model: image encoders (ViT and TinyViT) split into trunk and tail, prompt
 * encoder, mask decoder, the configuration inferred from weights, and the predictor that holds the
 * state of one image. Nothing here reads image files or trains.
 */
package io.github.evosam.sam;
