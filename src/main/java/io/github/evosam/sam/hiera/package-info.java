/**
 * What SAM 2's image encoder is made of: the Hiera trunk, the feature pyramid behind it and the
 * choice of a mask by its stability. Knows tensors of one size; the encoder that the predictor asks
 * is {@code sam.network}'s.
 */
package io.github.evosam.sam.hiera;
