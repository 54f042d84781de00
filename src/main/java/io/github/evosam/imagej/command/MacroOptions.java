package io.github.evosam.imagej.command;

import ij.Macro;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a macro's {@code run(command, options)} in plain ImageJ.
 *
 * @param text {@code key=value key2=[value with blanks] key3}
 */
record MacroOptions(String text) {
  private static final Pattern ENTRY = Pattern.compile("([^\\s=\\[\\]]+)(=(\\[[^\\]]*\\]|\\S*))?");

  /** The value of a key, or the fallback if the key is missing. */
  String text(String key, String fallback) {
    return Macro.getValue(text + " ", key, fallback).trim();
  }

  /**
   * The value of a key that is on or off: {@code key}, {@code key=true}, {@code key=false}.
   *
   * @throws IllegalArgumentException for any other value
   */
  boolean flag(String key, boolean fallback) {
    Matcher entries = ENTRY.matcher(text);
    while (entries.find()) {
      if (entries.group(1).equals(key)) {
        return entries.group(2) == null || bool(key, entries.group(3));
      }
    }
    return fallback;
  }

  /**
   * The value of a key that is a number, with a point.
   *
   * @throws IllegalArgumentException for any other value
   */
  double number(String key, double fallback) {
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
  long whole(String key, long fallback) {
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
   * @throws IllegalArgumentException if there is one; names it and the keys that are known
   */
  void requireOnly(Set<String> keys) {
    Matcher entries = ENTRY.matcher(text);
    while (entries.find()) {
      if (!keys.contains(entries.group(1))) {
        throw new IllegalArgumentException(
            "The key '%s' is not known; keys are %s"
                .formatted(entries.group(1), String.join(", ", new java.util.TreeSet<>(keys))));
      }
    }
  }
}
