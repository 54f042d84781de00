package io.github.evosam.imagej.command;

import ij.IJ;
import ij.measure.ResultsTable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What a command that looks after experts or models tells of those that it was about. */
public final class ActionReport {
  private ActionReport() {}

  /**
   * Adds a row for each to the Results table, and a sentence to the log.
   *
   * @param doing the command and its action, as the sentence begins
   * @param kind what they are, plural
   * @param name of one of them
   * @param columns fills its row
   */
  public static <R> void show(
      String doing,
      String kind,
      List<R> rows,
      Function<R, String> name,
      BiConsumer<ResultsTable, R> columns) {
    ResultsTable table = ResultsTable.getResultsTable();
    for (R row : rows) {
      table.addRow();
      columns.accept(table, row);
    }
    table.show("Results");
    String which = rows.size() == 1 ? name.apply(rows.get(0)) : rows.size() + " " + kind;
    IJ.log(doing + ": " + which);
  }
}
