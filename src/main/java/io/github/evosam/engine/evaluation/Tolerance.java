package io.github.evosam.engine.evaluation;

import io.github.evosam.geometry.PixelSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far two outlines may lie apart and still agree.
 *
 * @param amount at least 0
 * @param inPixels whether the amount counts pixel widths; else the images' unit
 */
public record Tolerance(double amount, boolean inPixels) {
  /** Two pixels. */
  public static final Tolerance USUAL = new Tolerance(2, true);

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(px)?", Pattern.CASE_INSENSITIVE);

  /**
   * Reads {@code 0.5}, in the images' unit, or {@code 2px}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Tolerance parse(String text) {
    Matcher parts = TEXT.matcher(text.trim());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "tolerance=%s is not possible; tolerance is a number in the images' unit as 0.5, or pixels as 2px"
              .formatted(text));
    }
    return new Tolerance(Double.parseDouble(parts.group(1)), parts.group(2) != null);
  }

  /** The tolerance in the unit of such pixels. */
  public double in(PixelSize pixels) {
    return inPixels ? amount * pixels.width() : amount;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String number = amount == Math.rint(amount) ? "%.0f".formatted(amount) : "" + amount;
    return inPixels ? number + "px" : number;
  }
}
