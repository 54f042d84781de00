package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.PixelSource;

/**
 * What is expected of images, and what answers to prompts make of it. Of big images nothing is
 * expected.
 *
 * @param objects null if nothing is expected of any
 * @param boxes use for objects with a box
 * @param clicks use for objects without
 */
record Expectation(ExpectedObjects objects, ExpectationUse boxes, ExpectationUse clicks) {
  /** Nothing. */
  static final Expectation NONE =
      new Expectation(null, ExpectationUse.IGNORED, ExpectationUse.IGNORED);

  /** Whether the answer makes that use of it. */
  boolean uses(ExpectationUse use, ObjectPrompts prompts, PixelSource image) {
    return (prompts.box() == null ? clicks : boxes) == use && !image.size().isBig();
  }

  /** Finds out now what is expected of an image, if it is of any use. */
  void prepare(PixelSource image) {
    boolean useful = boxes != ExpectationUse.IGNORED || clicks != ExpectationUse.IGNORED;
    if (useful && !image.size().isBig()) {
      objects.of(image);
    }
  }
}
