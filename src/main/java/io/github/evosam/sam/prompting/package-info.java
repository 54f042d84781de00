/**
 * The predictor: holds the embedding of one image, turns prompts in image pixels into the
 * network's, looks at a window of an image that is too large to be seen as a whole, and turns
 * logits into masks of the image's size.
 */
package io.github.evosam.sam.prompting;
