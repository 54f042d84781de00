package io.github.evosam.imagej.command;

import ij.measure.ResultsTable;

/** What a failed run leaves where there is no image to mark: for a macro to test. */
public final class FailureRow {
  private FailureRow() {}

  /** Leaves a row in the Results table whose {@code Error} is the reason. */
  public static void add(String reason) {
    ResultsTable table = ResultsTable.getResultsTable();
    table.addRow();
    table.addValue("Error", reason);
    table.show("Results");
  }
}
