package io.github.evosam.imagej.result;

import org.apache.commons.csv.CSVFormat;

/** How CSV files are written and read. */
public final class CsvFiles {
  /** RFC 4180, with a line feed at the end. */
  public static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').build();

  private CsvFiles() {}
}
