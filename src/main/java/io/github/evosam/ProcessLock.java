package io.github.evosam;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file: at most one holder among all threads of all processes. The system takes it back
 * when its process ends. Not reentrant.
 */
public final class ProcessLock implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  /**
   * Those of this process. A file's lock belongs to the process, and on POSIX it ends when any
   * channel to the file is closed; so there must never be two of them.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private ProcessLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Locks a file, which is made if it is missing; its folder exists.
   *
   * @return empty if somebody holds it, or takes it away at this moment
   * @throws IOException if it cannot be opened or locked
   */
  public static Optional<ProcessLock> tryTake(Path file) throws IOException {
    return tryTake(file, false);
  }

  /** As {@link #tryTake(Path)}; on a disk that knows no locks everybody gets it, if so wished. */
  public static Optional<ProcessLock> tryTake(Path file, boolean evenUnlocked) throws IOException {
    requireOrdinary(file);
    Path key = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean isHeld = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      isHeld = isLocked(channel, evenUnlocked) && Files.exists(file);
      return isHeld ? Optional.of(new ProcessLock(key, channel)) : Optional.empty();
    } finally {
      if (!isHeld) {
        release(key, channel);
      }
    }
  }

  /**
   * Locks a file as soon as its holder gives it back.
   *
   * @return empty if that takes longer than the patience
   * @throws CancellationException if interrupted
   * @throws IOException if it cannot be opened or locked
   */
  public static Optional<ProcessLock> take(Path file, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<ProcessLock> lock = tryTake(file);
    while (lock.isEmpty() && System.nanoTime() < deadline) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("Waiting for '" + file + "' was interrupted");
      }
      lock = tryTake(file);
    }
    return lock;
  }

  /** Opening a pipe would wait for somebody at its other end. */
  private static void requireOrdinary(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no ordinary file; remove it");
    }
  }

  private static boolean isLocked(FileChannel channel, boolean evenUnlocked) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // a second copy of this class, in another class loader, holds it
    } catch (IOException e) {
      if (evenUnlocked) {
        return true;
      }
      throw e;
    }
  }

  private static void release(Path key, FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD.remove(key);
    }
  }

  /** The locked file, open for writing; closed with the lock. */
  public FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    release(key, channel);
  }
}
