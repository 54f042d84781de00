/**
 * The predictor: holds the embedding of one image, turns prompts in image pixels into the
 * network's, looks at parts of the image where objects are small, and turns logits into masks of
 * the image's size.
 */
package io.github.evosam.sam.prompting;
