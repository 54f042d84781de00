package io.github.evosam.engine.propagation;

/**
 * Where the way of an object from one of its prompted slices came to an end.
 *
 * @param object number of the object
 * @param slice the first on which it was not found from there; {@code first − 1} or {@code last +
 *     1} of the span at its border
 * @param reason why
 */
public record PathEnd(int object, int slice, Reason reason) {
  /** Reasons. */
  public enum Reason {
    /** There are no more slices, or no more were asked for. */
    BORDER,
    /** Another prompted slice of the object is nearer. */
    OTHER_PROMPT,
    /** The user said that the object is not there. */
    SAID_ABSENT,
    /** Too few pixels are left. */
    VANISHED,
    /** The model is too unsure. */
    UNSURE,
    /** What the model shows lies elsewhere. */
    MOVED_AWAY,
    /** What the model shows no longer stands out from its surroundings. */
    FADED
  }
}
