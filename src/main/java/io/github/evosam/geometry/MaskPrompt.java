package io.github.evosam.geometry;

import java.util.Objects;

/**
 * A rough mask of the object, of the image's size.
 *
 * @param mask foreground of the object
 */
public record MaskPrompt(Mask mask) implements Prompt {
  /** Checks that a mask is given. */
  public MaskPrompt {
    Objects.requireNonNull(mask, "mask");
  }
}
