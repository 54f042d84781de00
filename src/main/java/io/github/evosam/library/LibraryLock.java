package io.github.evosam.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The right to change a library: at most one holder among all threads of all processes. The system
 * takes it back when a process dies. Not reentrant.
 */
final class LibraryLock implements AutoCloseable {
  private static final String FILE = ".lock";
  private static final long POLL_MILLIS = 20;

  /**
   * One permit for each library in this process. A file's lock belongs to the process, and on POSIX
   * it ends when any channel to the file is closed; so there must never be two of them.
   */
  private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final FileChannel channel;
  private final Semaphore permit;

  private LibraryLock(FileChannel channel, Semaphore permit) {
    this.channel = channel;
    this.permit = permit;
  }

  /**
   * Waits for the lock.
   *
   * @param root the library's folder, which exists
   * @throws LibraryException if another holder keeps it for longer than the patience
   * @throws CancellationException if interrupted
   * @throws IOException if the lock's file cannot be opened or locked
   */
  static LibraryLock acquire(Path root, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Semaphore permit =
        IN_THIS_PROCESS.computeIfAbsent(root.toRealPath(), key -> new Semaphore(1, true));
    try {
      if (!permit.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(root, patience);
      }
      return acquire(root, permit, deadline, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Waiting for expert library '" + root + "' was interrupted");
    }
  }

  private static LibraryLock acquire(Path root, Semaphore permit, long deadline, Duration patience)
      throws IOException, InterruptedException {
    LibraryLock lock = null;
    FileChannel channel = null;
    try {
      requireFile(root.resolve(FILE));
      channel =
          FileChannel.open(root.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (tryLock(channel) == null) {
        if (System.nanoTime() > deadline) {
          throw busy(root, patience);
        }
        Thread.sleep(POLL_MILLIS);
      }
      lock = new LibraryLock(channel, permit);
      return lock;
    } finally {
      if (lock == null) {
        release(channel, permit);
      }
    }
  }

  /** Opening a pipe would wait for somebody at its other end. */
  private static void requireFile(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no ordinary file; remove it");
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // a second copy of this class, in another class loader, holds it
    }
  }

  private static LibraryException busy(Path root, Duration patience) {
    return new LibraryException(
        "Expert library '%s' has been in use by another EvoSAM for %d s; wait for it and try again"
            .formatted(root, patience.toSeconds()));
  }

  private static void release(FileChannel channel, Semaphore permit) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      permit.release();
    }
  }

  @Override
  public void close() throws IOException {
    release(channel, permit);
  }
}
