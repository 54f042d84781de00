package io.github.evosam.imagej.result;

import io.github.evosam.imagej.image.ImageFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that belong together: they are written into a hidden folder beside their places, and take
 * these when all of them are there. Until then earlier files stay as they were.
 */
public final class StagedFolder implements AutoCloseable {
  private final Path target;
  private final Path folder;

  private StagedFolder(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * A stage for files of a folder, which is made if it is missing.
   *
   * @throws ImageFileException if nothing can be written there
   */
  public static StagedFolder in(Path target) {
    return in(target, target);
  }

  /**
   * A stage that lies elsewhere on the same disk.
   *
   * @param parent folder of the stage; both folders are made if they are missing
   * @throws ImageFileException if nothing can be written there
   */
  public static StagedFolder in(Path target, Path parent) {
    try {
      Files.createDirectories(target);
      Files.createDirectories(parent);
      return new StagedFolder(target, Files.createTempDirectory(parent, ".evosam-"));
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Where to write. */
  public Path folder() {
    return folder;
  }

  /**
   * Moves all files to their places.
   *
   * @throws ImageFileException if one cannot be moved
   */
  public void publish() {
    try {
      for (Path file : files()) {
        Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static ImageFileException unwritable(Path target, IOException cause) {
    return new ImageFileException(
        "Folder %s cannot be written (%s); check its path, permissions and the free space"
            .formatted(target, cause),
        cause);
  }

  /** Deletes what was not published. */
  @Override
  public void close() {
    try {
      for (Path file : files()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }
}
