package io.github.evosam.imagej.key;

import java.util.Arrays;
import java.util.Locale;

/** The constants of an enum as values of a macro key: their names in lower case. */
public final class MacroChoice {
  private MacroChoice() {}

  /** The value that stands for a constant. */
  public static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** All values. */
  public static String[] values(Class<? extends Enum<?>> choices) {
    return Arrays.stream(choices.getEnumConstants()).map(MacroChoice::value).toArray(String[]::new);
  }

  /**
   * Reads a value.
   *
   * @param key that has it, for the message
   * @throws IllegalArgumentException if it stands for none; names those that there are
   */
  public static <E extends Enum<E>> E parse(Class<E> choices, String key, String value) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(constant -> value(constant).equals(value.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s=%s is not possible; %s is one of %s"
                        .formatted(key, value, key, String.join(", ", values(choices)))));
  }
}
