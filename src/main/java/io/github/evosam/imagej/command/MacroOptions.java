package io.github.evosam.imagej.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of a macro's {@code run(command, options)} in plain ImageJ.
 *
 * @param text {@code key=value key2=[value with blanks] key3}
 */
public record MacroOptions(String text) {
  /**
   * The value of a key, or the fallback if the key is missing.
   *
   * @throws IllegalArgumentException if a bracket or a quote is not closed
   */
  public String text(String key, String fallback) {
    return entry(key).flatMap(MacroEntry::value).orElse(fallback).trim();
  }

  private Optional<MacroEntry> entry(String key) {
    return MacroEntry.of(text).stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /**
   * The value of a key that is on or off: {@code key}, {@code key=true}, {@code key=false}.
   *
   * @throws IllegalArgumentException for any other value
   */
  public boolean flag(String key, boolean fallback) {
    return entry(key)
        .map(entry -> entry.value().map(value -> bool(key, value.trim())).orElse(true))
        .orElse(fallback);
  }

  /**
   * The value of a key that is a number, with a point.
   *
   * @throws IllegalArgumentException for any other value
   */
  public double number(String key, double fallback) {
    String value = text(key, "");
    try {
      return value.isEmpty() ? fallback : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s=%s is not possible; %s is a number as 2.5".formatted(key, value, key), e);
    }
  }

  /**
   * The value of a key that is a whole number.
   *
   * @throws IllegalArgumentException for any other value
   */
  public long whole(String key, long fallback) {
    String value = text(key, "");
    try {
      return value.isEmpty() ? fallback : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s=%s is not possible; %s is a whole number".formatted(key, value, key), e);
    }
  }

  private static boolean bool(String key, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s=%s is not possible; %s is true or false".formatted(key, value, key));
    };
  }

  /**
   * Refuses keys that mean nothing.
   *
   * @throws IllegalArgumentException if there is one; names it and the keys that are known; or if a
   *     bracket or a quote is not closed
   */
  public void requireOnly(Set<String> keys) {
    for (MacroEntry entry : MacroEntry.of(text)) {
      if (!keys.contains(entry.key())) {
        throw new IllegalArgumentException(
            "The key '%s' is not known; keys are %s"
                .formatted(entry.key(), String.join(", ", new TreeSet<>(keys))));
      }
    }
  }
}
