package io.github.evosam.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Copies the body of an answer into a file. A watch ends it when it stalls or is cancelled, since a
 * blocked read knows neither.
 */
final class Transfer implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final long WATCH_MILLIS = 200;

  private final InputStream body;
  private final FileChannel target;
  private final long total;
  private final Duration patience;
  private final DownloadProgress progress;
  private final ScheduledExecutorService watch;
  private volatile long lastByteNanos = System.nanoTime();
  private volatile boolean stalled;

  /**
   * A copy from the target's position on.
   *
   * @param total bytes of the whole file, or {@value RemoteFile#UNKNOWN}
   */
  Transfer(
      InputStream body,
      FileChannel target,
      long total,
      Duration patience,
      DownloadProgress progress) {
    this.body = body;
    this.target = target;
    this.total = total;
    this.patience = patience;
    this.progress = progress;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "download watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Copies to the end.
   *
   * @throws HttpTimeoutException if no byte came for too long
   * @throws IOException if the connection breaks, or ends early
   * @throws CancellationException if cancelled
   */
  void run() throws IOException {
    watch.scheduleAtFixedRate(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    try {
      copy();
    } catch (IOException e) {
      stopIfCancelled();
      if (stalled) {
        throw new HttpTimeoutException("no byte for " + patience.toSeconds() + " s");
      }
      throw e;
    }
    if (total >= 0 && target.position() < total) {
      throw new IOException(
          "the connection ended after %d of %d bytes".formatted(target.position(), total));
    }
  }

  private void copy() throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    for (int n = body.read(block); n >= 0; n = body.read(block)) {
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, n);
      while (bytes.hasRemaining()) {
        target.write(bytes);
      }
      lastByteNanos = System.nanoTime();
      progress.advanced(target.position(), total);
      stopIfCancelled();
    }
  }

  private void stopIfCancelled() {
    if (progress.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Download was cancelled; it can be resumed");
    }
  }

  private void look() {
    stalled = System.nanoTime() - lastByteNanos > patience.toNanos();
    if (stalled || progress.isCancelled()) {
      try {
        body.close();
      } catch (IOException e) {
        watch.shutdown(); // the reading thread sees the broken stream itself
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
