package io.github.evosam.imagej.result;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a stage, see {@link StagedFolder}: a file beside the stage's folder that is there
 * before the folder and goes after it, so that there is no moment at which a stage has none. The
 * system takes the lock back when its process ends.
 */
final class StageLock implements AutoCloseable {
  static final String SUFFIX = ".lock";

  private static final Logger LOG = LoggerFactory.getLogger(StageLock.class);

  /** Those of this process: to open the file of one and close it again would release it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private StageLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a new stage in a folder.
   *
   * @throws IOException if nothing can be written there
   */
  static StageLock take(Path parent) throws IOException {
    while (true) {
      Path file = Files.createTempFile(parent, StagedFolder.PREFIX, SUFFIX);
      Optional<StageLock> lock = of(file);
      if (lock.isPresent()) {
        return lock.get();
      } // another process took it for a dead one's before it was locked
    }
  }

  /**
   * Locks a stage that is there.
   *
   * @return empty if somebody is at work there, or has cleared it away
   * @throws IOException if its file cannot be opened
   */
  static Optional<StageLock> of(Path file) throws IOException {
    Path key = file.toAbsolutePath();
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean isHeld = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      isHeld = isLocked(channel) && Files.exists(file);
      return isHeld ? Optional.of(new StageLock(file, channel)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } finally {
      if (!isHeld) {
        HELD.remove(key);
        close(channel);
      }
    }
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      LOG.debug("No locks on this disk: two processes must not write into one folder", e);
      return true;
    }
  }

  private static void close(FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
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

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file.toAbsolutePath());
    }
  }
}
