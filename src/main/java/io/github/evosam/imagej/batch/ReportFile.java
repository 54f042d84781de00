package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.CsvLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A line for each image as soon as it is known what became of it: {@code
 * image,status,objects,expert,error,notes}, where the status is {@code segmented}, {@code done
 * before}, {@code failed} or {@code passed over}. What an earlier run has reported of other images
 * stays.
 */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  /**
   * Begins the file, in place of an earlier run's.
   *
   * @param isKept whether what that has reported of the image of a title stays
   * @throws ImageFileException if it cannot be written
   */
  ReportFile(Path file, Predicate<String> isKept) {
    this.file = file;
    List<String> header = List.of("image", "status", "objects", "expert", "error", "notes");
    List<String> earlier = earlier(file, CsvLine.of(header).strip(), isKept);
    try {
      out = Files.newBufferedWriter(file);
      line(header);
      for (String line : earlier) {
        out.write(line + "\n");
      }
      out.flush();
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }

  /** Lines of a report of the same columns; none if it cannot be read. */
  private static List<String> earlier(Path file, String header, Predicate<String> isKept) {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.isEmpty() || !lines.get(0).equals(header)
          ? List.of()
          : lines.stream().skip(1).filter(line -> isKept.test(title(line))).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The first cell, which is quoted if the title holds a comma. */
  private static String title(String line) {
    if (line.startsWith("\"")) {
      int end = line.indexOf("\",", 1);
      return end < 0 ? line : line.substring(1, end).replace("\"\"", "\"");
    }
    return line.substring(0, Math.max(0, line.indexOf(',')));
  }

  /** Notes down what became of an image. */
  void add(ImageOutcome outcome) {
    String objects = outcome.isThere() ? Integer.toString(outcome.objects()) : "";
    line(
        List.of(
            outcome.image(),
            outcome.status().text(),
            objects,
            outcome.expert(),
            outcome.error(),
            outcome.notes()));
  }

  private void line(List<String> cells) {
    try {
      out.write(CsvLine.of(cells));
      out.flush(); // who looks in, or at what a killed run left, sees all of it
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }
}
