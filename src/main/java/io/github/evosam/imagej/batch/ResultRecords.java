package io.github.evosam.imagej.batch;

import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import io.github.evosam.ProcessLock;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a folder of results knows of its images, in its folder {@value #FOLDER}: a record for each
 * image, its measurements, and a stage for results on their way. One process at a time owns them;
 * others may {@link #join} it.
 */
final class ResultRecords implements AutoCloseable {
  /** Name of the folder. */
  static final String FOLDER = ".evosam-batch";

  private static final String RECORD = ".properties";
  private static final String MEASUREMENTS = ".csv";

  private final Path folder;
  private final ProcessLock lock; // null: another process's

  private ResultRecords(Path folder, ProcessLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the records of a folder, which is made if it is missing, and clears what a process that
   * died left half-written.
   *
   * @throws ImageFileException if the folder cannot be written, or another process works in it
   */
  static ResultRecords open(Path results) {
    Path folder = results.resolve(FOLDER);
    try {
      Files.createDirectories(folder);
      ProcessLock lock =
          ProcessLock.tryTake(folder.resolve("lock"))
              .orElseThrow(
                  () ->
                      new ImageFileException(
                          "Another run writes into %s; wait for its end, or choose another folder for the results"
                              .formatted(results)));
      ResultRecords records = new ResultRecords(folder, lock);
      records.clear();
      return records;
    } catch (IOException e) {
      throw ImageFileException.unwritable(folder, e);
    }
  }

  /**
   * Records that another process, which waits for this one, has opened: they are neither locked nor
   * cleared. Two processes may do the same image; each puts whole files in their places, and both
   * put the same.
   */
  static ResultRecords join(Path results) {
    return new ResultRecords(results.resolve(FOLDER), null);
  }

  private void clear() throws IOException {
    DurableFolder.delete(stage());
    DurableFile.clear(folder.getParent(), FolderResults.FILES);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        DurableFile.clear(each, "");
      }
    }
  }

  /** Folder for results on their way. */
  Path stage() {
    return folder.resolve("stage");
  }

  /** Where an image's measurements are kept. */
  Path measurements(SourceImage image) {
    return file(image, MEASUREMENTS);
  }

  /** The measurements of all images that have any, in the order of their names. */
  List<Path> measurements() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(MEASUREMENTS)).sorted().toList();
    } catch (IOException e) {
      throw new ImageFileException("Cannot read the folder " + folder + " (" + e + ")", e);
    }
  }

  /** The record of an image; empty if there is none or it cannot be read. */
  Optional<ImageRecord> find(SourceImage image) {
    Path file = file(image, RECORD);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Properties properties = new Properties();
      properties.load(in);
      return Optional.of(ImageRecord.of(properties));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // as if nothing were known: results are then kept, not overwritten
    }
  }

  /**
   * Notes a record down, in place of an earlier one.
   *
   * @throws ImageFileException if it cannot be written
   */
  void put(SourceImage image, ImageRecord record) {
    ImageWriting.write(file(image, RECORD), out -> record.toProperties().store(out, null));
  }

  private Path file(SourceImage image, String ending) {
    Path place = folder.resolve("images").resolve(image.key());
    return place.resolveSibling(place.getFileName() + ending);
  }

  @Override
  public void close() {
    if (lock == null) {
      return;
    }
    try {
      DurableFolder.delete(stage());
      lock.close();
    } catch (IOException e) {
      throw ImageFileException.unwritable(folder, e);
    }
  }
}
