package io.github.evosam.imagej.result;

import io.github.evosam.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lock of a stage, see {@link StagedFolder}: a file beside the stage's folder that is there
 * before the folder and goes after it, so that there is no moment at which a stage has none. On a
 * disk without locks two processes must not write into one folder.
 *
 * @param file of the lock
 * @param lock held
 */
record StageLock(Path file, ProcessLock lock) implements AutoCloseable {
  static final String SUFFIX = ".lock";

  /**
   * Locks a new stage in a folder.
   *
   * @throws IOException if nothing can be written there
   */
  static StageLock take(Path parent) throws IOException {
    while (true) {
      Optional<StageLock> lock = of(Files.createTempFile(parent, StagedFolder.PREFIX, SUFFIX));
      if (lock.isPresent()) {
        return lock.get();
      } // another process took it for a dead one's before it was locked
    }
  }

  /**
   * Locks a stage that is there.
   *
   * @return empty if somebody is at work there, or clears it away
   * @throws IOException if its file cannot be opened
   */
  static Optional<StageLock> of(Path file) throws IOException {
    return ProcessLock.tryTake(file, true).map(lock -> new StageLock(file, lock));
  }

  /** The stage's folder; it may not exist. */
  Path stage() {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Deletes the file: the stage is no more. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
