package io.github.evosam.imagej.batch;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is looked for in an image that has no prompts.
 *
 * @param kind what
 * @param pointsPerSide clicks along the longer side where everything is looked for; empty for what
 *     suits the model
 */
public record Unprompted(Kind kind, OptionalInt pointsPerSide) {
  /** Kinds of search. */
  public enum Kind {
    /** The objects of the task of the expert that is used; an image that none fits is refused. */
    TASK,
    /** Everything that looks like an object. */
    EVERYTHING,
    /** The objects of the expert's task; where no expert is used, everything. */
    TASK_OR_EVERYTHING
  }

  /** A search of a kind, with as many clicks as suit the model. */
  public static Unprompted of(Kind kind) {
    return new Unprompted(kind, OptionalInt.empty());
  }

  /** Everything, with a certain density of clicks. */
  public static Unprompted everything(int pointsPerSide) {
    return new Unprompted(Kind.EVERYTHING, OptionalInt.of(pointsPerSide));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException for any other text
   */
  static Unprompted parse(String text) {
    for (Kind kind : Kind.values()) {
      Matcher parts = Pattern.compile(word(kind) + "(?:\\((\\d{1,4})\\))?").matcher(text);
      if (parts.matches()) {
        return parts.group(1) == null
            ? of(kind)
            : new Unprompted(kind, OptionalInt.of(Integer.parseInt(parts.group(1))));
      }
    }
    throw new IllegalArgumentException("'%s' is no kind of search".formatted(text));
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As in {@code everything(32)}. */
  @Override
  public String toString() {
    String points = pointsPerSide.isEmpty() ? "" : "(" + pointsPerSide.getAsInt() + ")";
    return word(kind) + points;
  }
}
