package io.github.evosam.lab.continual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A comparison as text: Markdown for people, CSV (RFC 4180) for programs.
 *
 * @param report what is told
 */
public record ContinualTables(ContinualReport report) {
  private static final String NONE = "–";

  /** One line for each method, row and task of its matrix. */
  public String matrixCsv() {
    StringBuilder csv = new StringBuilder("method,tasksLearned,task,dice\n");
    report
        .methods()
        .forEach(
            (method, result) -> {
              for (List<Double> row : result.matrix()) {
                for (int task = 0; task < row.size(); task++) {
                  csv.append(
                      "%s,%d,%s,%s\n"
                          .formatted(
                              method, row.size(), quoted(report.tasks().get(task)), row.get(task)));
                }
              }
            });
    return csv.toString();
  }

  /** One line for each method; what does not apply stays empty. */
  public String summaryCsv() {
    StringBuilder csv =
        new StringBuilder(
            "method,averageDice,forgetting,backwardTransfer,routingAccuracy,parameters,seconds,clicksBefore,clicksAfter\n");
    report
        .methods()
        .forEach(
            (method, r) ->
                csv.append(
                    "%s,%s,%s,%s,%s,%d,%s,%s,%s\n"
                        .formatted(
                            method,
                            r.averageDice(),
                            orEmpty(r.forgetting()),
                            orEmpty(r.backwardTransfer()),
                            orEmpty(r.routingAccuracy()),
                            r.parameters(),
                            r.seconds(),
                            orEmpty(r.clicksBefore()),
                            orEmpty(r.clicksAfter()))));
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,\"]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String orEmpty(Double value) {
    return value == null ? "" : value.toString();
  }

  /** Summary, final Dice of each task, and the matrix of each method. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("Base model %s. Order: %s.\n".formatted(report.model(), arrows()));
    summary(text);
    routingCost(text);
    finalDice(text);
    report.methods().forEach((method, result) -> matrix(text, method, result));
    return text.toString();
  }

  private String arrows() {
    return String.join(" → ", report.tasks());
  }

  private void summary(StringBuilder text) {
    heading(
        text,
        "Summary",
        List.of(
            "method",
            "average Dice",
            "forgetting",
            "backward transfer",
            "routing accuracy",
            "parameters",
            "s per task",
            "clicks before",
            "clicks after"));
    report
        .methods()
        .forEach(
            (method, r) ->
                row(
                    text,
                    List.of(
                        method,
                        number(r.averageDice()),
                        number(r.forgetting()),
                        number(r.backwardTransfer()),
                        number(r.routingAccuracy()),
                        Long.toString(r.parameters()),
                        String.format(Locale.ROOT, "%.0f", r.seconds()),
                        number(r.clicksBefore()),
                        number(r.clicksAfter()))));
  }

  /** What wrong choices of the matcher cost. */
  private void routingCost(StringBuilder text) {
    MethodResult matched = report.methods().get(ContinualMethod.EVOSAM.key());
    MethodResult told = report.methods().get(ContinualMethod.ORACLE.key());
    if (matched != null && told != null) {
      double cost = told.averageDice() - matched.averageDice();
      text.append("\nChoosing automatically costs %s of average Dice.\n".formatted(number(cost)));
    }
  }

  private void finalDice(StringBuilder text) {
    List<String> tasks = report.tasks();
    heading(text, "Dice after the last task", join("method", tasks));
    report.methods().forEach((method, r) -> row(text, join(method, numbers(last(r.matrix())))));
  }

  private void matrix(StringBuilder text, String method, MethodResult result) {
    heading(text, "Matrix of " + method, join("learned up to", report.tasks()));
    for (int k = 0; k < result.matrix().size(); k++) {
      List<Double> row = result.matrix().get(k);
      if (!row.isEmpty()) {
        List<String> cells = new ArrayList<>(numbers(row));
        cells.addAll(Collections.nCopies(report.tasks().size() - row.size(), ""));
        row(text, join(report.tasks().get(k), cells));
      }
    }
  }

  private static <T> T last(List<T> rows) {
    return rows.get(rows.size() - 1);
  }

  private static List<String> join(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private static List<String> numbers(List<Double> values) {
    return values.stream().map(ContinualTables::number).toList();
  }

  private static String number(Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.3f", value);
  }

  private static void heading(StringBuilder text, String title, List<String> columns) {
    text.append("\n## %s\n\n".formatted(title));
    row(text, columns);
    text.append("|---".repeat(columns.size())).append("|\n");
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
