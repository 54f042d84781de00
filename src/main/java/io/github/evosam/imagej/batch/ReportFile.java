package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.CsvFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each image as soon as it is known what became of it: {@code
 * image,status,objects,expert,error,notes}, where the status is {@code segmented}, {@code done
 * before}, {@code failed} or {@code passed over}. What an earlier run has reported of other images
 * stays.
 */
final class ReportFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportFile.class);

  private static final List<String> HEADINGS =
      List.of("image", "status", "objects", "expert", "error", "notes");

  private final Path file;
  private final CSVPrinter out;

  /**
   * Begins the file, in place of an earlier run's.
   *
   * @param isKept whether what that has reported of the image of a title stays
   * @throws ImageFileException if it cannot be written
   */
  ReportFile(Path file, Predicate<String> isKept) {
    this.file = file;
    List<List<String>> earlier = earlier(file);
    try {
      out = CsvFiles.FORMAT.print(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
    line(HEADINGS);
    earlier.stream().filter(cells -> isKept.test(cells.get(0))).forEach(this::line);
  }

  /** What a report of the same columns holds, as far as it can be read. */
  private static List<List<String>> earlier(Path file) {
    List<List<String>> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      return lines;
    }
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, CsvFiles.FORMAT)) {
      for (CSVRecord line : csv) {
        lines.add(line.toList());
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Of the report {} only {} lines could be read", file, lines.size(), e);
    }
    boolean isOurs = !lines.isEmpty() && lines.remove(0).equals(HEADINGS);
    lines.removeIf(cells -> !isOurs || cells.size() != HEADINGS.size());
    return lines;
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
      out.printRecord(cells);
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
