/**
 * The Segment Anything model: image encoders (ViT and TinyViT) split into trunk and tail, prompt\n
 * * encoder, mask decoder, the configuration inferred from weights, and the predictor that holds
 * the\n * state of one image. Nothing here reads image files or trains.
 */
package io.github.evosam.sam;
