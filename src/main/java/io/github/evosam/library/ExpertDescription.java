package io.github.evosam.library;

import com.google.gson.annotations.SerializedName;

/**
 * What is told of an expert when it is saved.
 *
 * @param name unique in a library, whatever its case; 1 to 80 characters, none of {@code / \ : * ?
 *     " < > | [ ]}, neither {@code auto} nor {@code none}
 * @param task what it segments, in the trainer's words
 * @param baseModel that it was learned on
 * @param adapter where its LoRA sits
 * @param scale that it was taught at
 * @param metrics on its validation images
 * @param provenance where it comes from
 * @param notes of the user, may be empty
 */
public record ExpertDescription(
    String name,
    String task,
    BaseModelReference baseModel,
    @SerializedName("lora") AdapterSettings adapter,
    TaughtScale scale,
    ExpertMetrics metrics,
    Provenance provenance,
    String notes) {
  /** Longest task or notes, characters. */
  public static final int MAX_TEXT = 20_000;

  /**
   * Checks the texts.
   *
   * @throws IllegalArgumentException if the name cannot be one, or a text is too long
   */
  public ExpertDescription {
    ExpertName.check(name);
    checkLength("task", task);
    checkLength("notes", notes);
  }

  /**
   * Checks a text.
   *
   * @return the text
   */
  static String checkLength(String what, String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "An expert's %s has at most %d characters, but %d came"
              .formatted(what, MAX_TEXT, text.length()));
    }
    return text;
  }
}
