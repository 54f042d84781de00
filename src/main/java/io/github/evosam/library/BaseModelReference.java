package io.github.evosam.library;

import io.github.evosam.weights.Checksum;

/**
 * The base model that an expert was learned on.
 *
 * @param name as the user knows it
 * @param sha256 of its weights, 64 lower-case hexadecimal digits; it alone decides which model is
 *     meant
 */
public record BaseModelReference(String name, String sha256) {
  private static final int SHOWN_DIGITS = 8;
  private static final int LONGEST_NAME = 255;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is blank or the digits are no SHA-256
   */
  public BaseModelReference {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "A base model has a name of at most %d characters, but a blank one or one of %d came"
              .formatted(LONGEST_NAME, name.length()));
    }
    Checksum.sha256(sha256);
  }

  /** Whether it is the same model, whatever it is called. */
  public boolean isSame(BaseModelReference other) {
    return sha256.equals(other.sha256);
  }

  @Override
  public String toString() {
    return "%s (sha256 %s…)".formatted(name, sha256.substring(0, SHOWN_DIGITS));
  }
}
