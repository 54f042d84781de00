package io.github.evosam.imagej.image;

import io.github.evosam.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Result files that are there whole or not at all, in folders that are made if need be. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file as {@link DurableFile#write} does; the folder is made if need be.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void write(Path file, DurableFile.Content content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFile.write(file, content);
    } catch (IOException e) {
      throw new ImageFileException(
          "Cannot write %s (%s); check the folder, its permissions and the free space"
              .formatted(file, e),
          e);
    }
  }
}
