package io.github.evosam.imagej.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a macro's options: {@code key}, {@code key=value}, {@code key=[a value]} or {@code
 * key='a value'}.
 *
 * @param key before the equals sign
 * @param value without the brackets or quotes; empty if there is no equals sign
 */
record MacroEntry(String key, Optional<String> value) {
  /**
   * Reads options. Values end where those of {@link ij.Macro#getValue} do: at the bracket that
   * closes the first one, brackets inside counted; at the next quote; else at the next blank, but
   * not at a line break.
   *
   * @throws IllegalArgumentException if a bracket or a quote is not closed
   */
  static List<MacroEntry> of(String options) {
    List<MacroEntry> entries = new ArrayList<>();
    int start = skipBlanks(options, 0);
    while (start < options.length()) {
      int end = keyEnd(options, start);
      String key = options.substring(start, end);
      if (end < options.length() && options.charAt(end) == '=') {
        int last = valueEnd(options, end + 1, key);
        entries.add(new MacroEntry(key, Optional.of(bare(options.substring(end + 1, last)))));
        end = last;
      } else {
        entries.add(new MacroEntry(key, Optional.empty()));
      }
      start = skipBlanks(options, end);
    }
    return entries;
  }

  private static int skipBlanks(String options, int from) {
    int at = from;
    while (at < options.length() && Character.isWhitespace(options.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int keyEnd(String options, int from) {
    int at = from;
    while (at < options.length()
        && options.charAt(at) != '='
        && !Character.isWhitespace(options.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int valueEnd(String options, int from, String key) {
    if (options.startsWith("[", from)) {
      return closed(bracketEnd(options, from), key, "]");
    }
    if (options.startsWith("'", from)) {
      return closed(options.indexOf('\'', from + 1) + 1, key, "'");
    }
    int blank = options.indexOf(' ', from);
    return blank < 0 ? options.length() : blank;
  }

  /** Behind the bracket that closes the one at an index; 0 if there is none. */
  private static int bracketEnd(String options, int from) {
    int open = 0;
    for (int at = from; at < options.length(); at++) {
      if (options.charAt(at) == '[') {
        open++;
      } else if (options.charAt(at) == ']' && --open == 0) {
        return at + 1;
      }
    }
    return 0;
  }

  private static int closed(int end, String key, String closing) {
    if (end == 0) {
      throw new IllegalArgumentException(
          "The value of %s= is not closed; end it with %s".formatted(key, closing));
    }
    return end;
  }

  private static String bare(String value) {
    boolean isClosed = value.startsWith("[") || value.startsWith("'");
    return isClosed ? value.substring(1, value.length() - 1) : value;
  }
}
