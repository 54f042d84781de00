package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.CsvLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A line for each image as soon as it is known what became of it: {@code
 * image,status,objects,expert,error}, where the status is {@code segmented}, {@code done before} or
 * {@code failed}.
 */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  /**
   * Begins the file, in place of an earlier run's.
   *
   * @throws ImageFileException if it cannot be written
   */
  ReportFile(Path file) {
    this.file = file;
    try {
      out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
    line(List.of("image", "status", "objects", "expert", "error"));
  }

  /** Notes down what became of an image. */
  void add(ImageOutcome outcome) {
    boolean isThere = outcome.status() != ImageOutcome.Status.FAILED;
    line(
        List.of(
            outcome.image(),
            outcome.status().text(),
            isThere ? Integer.toString(outcome.objects()) : "",
            outcome.expert(),
            outcome.error()));
  }

  private void line(List<String> cells) {
    try {
      out.write(CsvLine.of(cells));
      out.flush(); // who looks in, or at what a killed run left, sees all of it
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private ImageFileException unwritable(IOException cause) {
    return new ImageFileException(
        "%s cannot be written (%s); close it elsewhere, and check permissions and the free space"
            .formatted(file, cause),
        cause);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
