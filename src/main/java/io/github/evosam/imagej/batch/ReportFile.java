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
 * image,status,objects,expert,error,notes}, where the status is {@code segmented}, {@code done
 * before} or {@code failed}.
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
    line(List.of("image", "status", "objects", "expert", "error", "notes"));
  }

  /**
   * Notes an image down whose results are in place.
   *
   * @param notes what a user should know of how it was read, sentences
   */
  void segmented(String title, ImageRecord record, List<String> notes) {
    ready(title, "segmented", record, String.join("; ", notes));
  }

  /** Notes an image down whose results are there from an earlier run. */
  void doneBefore(String title, ImageRecord record) {
    ready(title, "done before", record, "");
  }

  private void ready(String title, String status, ImageRecord record, String notes) {
    line(List.of(title, status, Integer.toString(record.objects()), record.expert(), "", notes));
  }

  /** Notes a failure down. */
  void failed(FileFailure failure) {
    line(List.of(failure.image(), "failed", "", "", failure.reason(), ""));
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
