package io.github.evosam.engine.learning;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is to happen if the images of a task look like those of an expert that is there already. */
public enum SameTask {
  /** Both experts stay, and the report warns. */
  KEEP,
  /** The new expert learns on from the old one and takes its place. */
  UPDATE,
  /** Nothing is learned. */
  STOP;

  /**
   * Reads a choice, in any case.
   *
   * @throws IllegalArgumentException if it is none; says which there are
   */
  public static SameTask parse(String text) {
    return Arrays.stream(values())
        .filter(choice -> choice.toString().equalsIgnoreCase(text.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "What is done about an expert of the same task is one of %s, but '%s' came"
                        .formatted(
                            Arrays.stream(values())
                                .map(SameTask::toString)
                                .collect(Collectors.joining(", ")),
                            text)));
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
