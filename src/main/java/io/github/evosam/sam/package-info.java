/**
 * The Segment Anything model, in subpackages: {@code network}, what the papers draw, with the parts
 * of SAM 2's encoder in {@code hiera}; {@code prompting}, the predictor that holds the state of one
 * image and answers prompts on it; {@code memory}, objects followed through stacks by SAM 2; {@code
 * task}, what a learned task adds, answers without a prompt. Nothing here reads image files or
 * trains.
 */
package io.github.evosam.sam;
