package io.github.evosam.imagej.result;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV files (RFC 4180, with a line feed at the end). */
public final class CsvLine {
  private CsvLine() {}

  /** One line; cells with commas, quotes or line breaks are quoted. */
  public static String of(List<String> cells) {
    return cells.stream().map(CsvLine::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
