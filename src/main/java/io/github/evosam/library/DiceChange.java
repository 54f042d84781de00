package io.github.evosam.library;

import com.google.gson.annotations.SerializedName;

/**
 * What learning brought on the validation images.
 *
 * @param before mean Dice of the base model, 0 to 1
 * @param after mean Dice of the expert, 0 to 1
 */
public record DiceChange(
    @SerializedName("diceBefore") double before, @SerializedName("diceAfter") double after) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public DiceChange {
    if (!(before >= 0 && before <= 1 && after >= 0 && after <= 1)) {
      throw new IllegalArgumentException(
          "Dice is 0 to 1, but %s before and %s after came".formatted(before, after));
    }
  }
}
