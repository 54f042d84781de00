package io.github.evosam.engine.evaluation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prompts of a simulated user, derived from the true mask of each object.
 *
 * @param kind what the user begins with
 * @param clicks number of clicks at most; 1 for a box or a point, 0 for {@link Kind#NONE}
 */
public record EvaluationPrompts(Kind kind, int clicks) {
  private static final Pattern CLICKS = Pattern.compile("clicks:([1-9]\\d?)");

  /** What a simulated user begins with. */
  public enum Kind {
    /** Nothing: the learned task says what is wanted. */
    NONE,
    /** The object's bounding box. */
    BOX,
    /** One click at the object's centre. */
    POINT,
    /** A click at the centre, then clicks at the centre of the largest error. */
    CLICKS
  }

  /**
   * Reads {@code none}, {@code box}, {@code point} or {@code clicks:N}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static EvaluationPrompts parse(String text) {
    Matcher clicks = CLICKS.matcher(text);
    if (clicks.matches()) {
      return new EvaluationPrompts(Kind.CLICKS, Integer.parseInt(clicks.group(1)));
    }
    return switch (text) {
      case "none" -> new EvaluationPrompts(Kind.NONE, 0);
      case "box" -> new EvaluationPrompts(Kind.BOX, 1);
      case "point" -> new EvaluationPrompts(Kind.POINT, 1);
      default ->
          throw new IllegalArgumentException(
              "Prompts '"
                  + text
                  + "' are not known; use none, box, point or clicks:N with N from 1 to 99");
    };
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case NONE -> "none";
      case BOX -> "box";
      case POINT -> "point";
      case CLICKS -> "clicks:" + clicks;
    };
  }
}
