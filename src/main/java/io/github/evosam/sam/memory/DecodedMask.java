package io.github.evosam.sam.memory;

/**
 * The mask that was chosen of the decoder's.
 *
 * @param lowResLogits {@code [4h, 4w]}; all far below 0 if the object is not there
 * @param predictedIou the model's own estimate of the mask's quality, 0..1
 * @param objectScore logit: positive if the object is there
 */
record DecodedMask(float[] lowResLogits, float predictedIou, float objectScore) {
  /** Whether the object is there at all. */
  boolean isPresent() {
    return objectScore > 0;
  }
}
