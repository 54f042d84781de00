package io.github.evosam.imagej.result;

import ij.measure.ResultsTable;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/**
 * Measurements as a CSV file: UTF-8, a line of headings, then one line for each object; numbers
 * with a point and all their digits, empty where there is none.
 */
final class MeasurementFile {
  private MeasurementFile() {}

  /**
   * Writes a table as {@link ObjectTable} makes it; of an empty one the headings.
   *
   * @param more columns at the end, the same in each row
   * @throws ImageFileException if the file cannot be written
   */
  static void write(ResultsTable table, Map<String, String> more, Path file) {
    List<String> headings = new ArrayList<>(ObjectTable.HEADINGS);
    headings.addAll(more.keySet());
    ImageWriting.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CSVPrinter csv = new CSVPrinter(text, CsvFiles.FORMAT);
          csv.printRecord(headings);
          for (int row = 0; row < table.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String heading : ObjectTable.HEADINGS) {
              cells.add(cell(table, heading, row));
            }
            cells.addAll(more.values());
            csv.printRecord(cells);
          }
          csv.flush();
        });
  }

  private static String cell(ResultsTable table, String heading, int row) {
    double number = table.getValue(heading, row);
    if (Double.isNaN(number)) {
      String text = table.getStringValue(heading, row); // a word, or no number
      return "NaN".equals(text) ? "" : text;
    }
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return isWhole ? Long.toString((long) number) : Double.toString(number);
  }
}
