package io.github.evosam.imagej.evaluation;

import ij.measure.ResultsTable;
import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.engine.evaluation.ResultScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Scores as rows: one for each plane, and one for each result that could not be compared.
 *
 * <p>{@code Result} (name), {@code Slice} (from 1), {@code Dice, IoU}, {@code HD95} in {@code
 * Unit}, {@code Surface Dice} at {@code Tolerance} (in {@code Unit} too), {@code AP} (mean over IoU
 * 0.50 to 0.95), {@code AP50, AP75}, {@code Found} and {@code True} (numbers of objects), {@code
 * Error}.
 */
public final class EvaluationTable {
  private static final List<String> COLUMNS =
      List.of(
          "Result",
          "Slice",
          "Dice",
          "IoU",
          "HD95",
          "Surface Dice",
          "AP",
          "AP50",
          "AP75",
          "Found",
          "True",
          "Unit",
          "Tolerance",
          "Error");

  private EvaluationTable() {}

  /** Adds rows to a table of ImageJ. */
  public static void append(ResultsTable table, List<EvaluatedResult> results) {
    for (Map<String, Object> row : rows(results)) {
      table.addRow();
      row.forEach(
          (column, value) -> {
            if (value instanceof Number number) {
              table.addValue(column, number.doubleValue());
            } else {
              table.addValue(column, value.toString());
            }
          });
    }
  }

  /** The rows as CSV with a head line, numbers with a point and up to six digits behind it. */
  public static String csv(List<EvaluatedResult> results) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Map<String, Object> row : rows(results)) {
      csv.append(
              COLUMNS.stream()
                  .map(column -> field(row.getOrDefault(column, "")))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  private static String field(Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.6f", number);
    }
    String text = value.toString();
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static List<Map<String, Object>> rows(List<EvaluatedResult> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (EvaluatedResult result : results) {
      if (result.scores().isEmpty()) {
        rows.add(Map.of("Result", result.name(), "Error", result.error()));
      }
      for (int i = 0; i < result.planes().size(); i++) {
        rows.add(row(result.name(), i + 1, result.scores().get()));
      }
    }
    return rows;
  }

  private static Map<String, Object> row(String name, int slice, ResultScores scores) {
    PlaneScores plane = scores.planes().get(slice - 1);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Result", name);
    row.put("Slice", slice);
    row.put("Dice", plane.dice());
    row.put("IoU", plane.iou());
    row.put("HD95", plane.hd95());
    row.put("Surface Dice", plane.surfaceDice());
    row.put("AP", plane.instances().meanAveragePrecision());
    row.put("AP50", plane.instances().averagePrecision(50));
    row.put("AP75", plane.instances().averagePrecision(75));
    row.put("Found", plane.instances().found());
    row.put("True", plane.instances().truth());
    row.put("Unit", scores.pixels().unit());
    row.put("Tolerance", scores.tolerance());
    row.put("Error", "");
    return row;
  }
}
