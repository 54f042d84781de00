package io.github.evosam.imagej.result;

import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import io.github.evosam.imagej.image.ImageFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that belong together: they are written into a hidden folder beside their places, and take
 * these when all of them are there. Until then earlier files stay as they were.
 *
 * <p>A process may die at any time, and the power fail: before everything is written nothing has
 * changed, and afterwards the next stage of the same folder finishes what was begun. Either way it
 * clears the hidden folder away.
 */
public final class StagedFolder implements AutoCloseable {
  static final String PREFIX = ".evosam-stage-";

  /** Is there once all files are, and says where they belong. */
  static final String COMPLETE = ".complete";

  private final Path target;
  private final Path folder;
  private final StageLock lock;
  private boolean isLeft;

  private StagedFolder(Path target, StageLock lock) {
    this.target = target;
    this.folder = lock.stage();
    this.lock = lock;
  }

  /**
   * A stage for files of a folder, which is made if it is missing. What dead processes left there
   * is finished or cleared away.
   *
   * @throws ImageFileException if nothing can be written there
   */
  public static StagedFolder in(Path target) {
    try {
      DurableFolder.make(target);
      DeadStages.settle(target);
    } catch (IOException e) {
      throw ImageFileException.unwritable(target, e);
    }
    return in(target, target);
  }

  /**
   * A stage that lies elsewhere on the same disk, whose owner looks after what is left there.
   *
   * @param parent folder of the stage; both folders are made if they are missing
   * @throws ImageFileException if nothing can be written there
   */
  public static StagedFolder in(Path target, Path parent) {
    try {
      DurableFolder.make(target);
      DurableFolder.make(parent);
      StageLock lock = StageLock.take(parent);
      Files.createDirectory(lock.stage());
      return new StagedFolder(target, lock);
    } catch (IOException e) {
      throw ImageFileException.unwritable(target, e);
    }
  }

  /** Where to write. */
  public Path folder() {
    return folder;
  }

  /**
   * Moves all files to their places, and forces them and their names to disk.
   *
   * @throws ImageFileException if one cannot be moved; the next stage of the folder tries again
   */
  public void publish() {
    try {
      for (Path file : files(folder)) {
        force(file);
      }
      byte[] place = target.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
      DurableFile.write(folder.resolve(COMPLETE), out -> out.write(place));
      isLeft = true;
      move(folder, target);
      isLeft = false;
    } catch (IOException e) {
      throw ImageFileException.unwritable(target, e);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Moves the files of a complete stage; can be done again after it was interrupted. */
  static void move(Path stage, Path target) throws IOException {
    for (Path file : files(stage)) {
      Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    DurableFolder.force(target);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().equals(COMPLETE)).toList();
    }
  }

  /** Deletes what was not published; of what was published in part the rest stays for later. */
  @Override
  public void close() {
    try (lock) {
      if (!isLeft) {
        DurableFolder.delete(folder);
        lock.delete();
      }
    } catch (IOException e) {
      throw ImageFileException.unwritable(folder, e);
    }
  }
}
