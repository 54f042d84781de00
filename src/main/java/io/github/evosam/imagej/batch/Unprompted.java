package io.github.evosam.imagej.batch;

import java.util.OptionalInt;

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

  /** As in {@code everything(32)}. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return pointsPerSide.isEmpty() ? name : name + "(" + pointsPerSide.getAsInt() + ")";
  }
}
