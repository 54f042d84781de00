package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One CSV file of several that have the same headings; none of them is held in memory. */
final class JoinedTable {
  private JoinedTable() {}

  /**
   * Writes one table of all images whose results lie in the folder, if they are to be measured.
   *
   * @return the table; empty if no image was measured
   * @throws ImageFileException if it cannot be written
   */
  static Optional<Path> of(FolderResults results, ResultRecords records) {
    List<Path> parts = results.measured() ? records.measurements() : List.of();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Path table = results.folder().resolve(FolderResults.MEASUREMENTS);
    write(parts, table);
    return Optional.of(table);
  }

  /**
   * Writes the headings once and the lines of all parts.
   *
   * @throws ImageFileException if a part cannot be read or the table not be written
   */
  private static void write(List<Path> parts, Path table) {
    ImageWriting.write(
        table,
        out -> {
          append(parts.get(0), true, out);
          for (Path part : parts.subList(1, parts.size())) {
            append(part, false, out);
          }
        });
  }

  private static void append(Path part, boolean headings, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(part))) {
      int next = headings ? '\n' : 0;
      while (next != '\n' && next >= 0) {
        next = in.read(); // no heading holds a line break
      }
      in.transferTo(out);
    }
  }
}
