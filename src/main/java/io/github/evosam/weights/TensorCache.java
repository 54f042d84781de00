package io.github.evosam.weights;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tensors that can be computed again, kept as safetensors files in a {@link CacheFolder}. Whatever
 * is wrong with a file or the disk, it is as if the tensors had not been kept. Files are written on
 * a thread in the background.
 *
 * <p>The last tensor of a file, {@value #CHECKSUM} (int64), is the CRC-32C of all bytes before it,
 * so that a file that a power failure has torn is told from a whole one. Not safe for use by
 * several threads at once, but by several processes.
 */
public final class TensorCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TensorCache.class);
  private static final String CHECKSUM = "~crc32c";
  private static final String KEY = "evosam.cache.key";

  /** Files that may wait to be written; they are in memory. */
  private static final int MOST_WAITING = 4;

  private static final long CLOSING_SECONDS = 10;

  private final CacheFolder folder;
  private final ThreadPoolExecutor writing =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          TensorCache::thread,
          new ThreadPoolExecutor.DiscardPolicy());
  private volatile boolean refused;

  /** A cache in a folder, which is made when it is needed. */
  public TensorCache(CacheFolder folder) {
    this.folder = folder;
    writing.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "EvoSAM cache");
    thread.setDaemon(true);
    return thread;
  }

  /** Whether anything can be there; asking costs next to nothing. */
  public boolean mayHold() {
    return folder.isUsed() && Files.isDirectory(folder.folder());
  }

  /**
   * The tensors of a key. A file that is damaged, or holds something else, is deleted.
   *
   * @return the caller's to close; empty if they are not there
   */
  public Optional<StateDict> read(String key, NDManager manager) {
    if (!folder.isUsed()) {
      return Optional.empty();
    }
    Path file = folder.file(key);
    Optional<byte[]> content = folder.read(file);
    Optional<StateDict> tensors = content.flatMap(bytes -> parse(bytes, key, manager));
    if (content.isPresent() && tensors.isEmpty()) {
      delete(file);
    }
    return tensors;
  }

  private static Optional<StateDict> parse(byte[] bytes, String key, NDManager manager) {
    if (bytes.length < Long.BYTES || end(bytes).getLong() != checksum(bytes)) {
      return Optional.empty();
    }
    try {
      StateDict tensors = SafeTensors.read(new ByteArrayInputStream(bytes), "cache", manager);
      if (key.equals(tensors.metadata().get(KEY))) {
        return Optional.of(tensors);
      }
      tensors.close();
    } catch (WeightsException | EngineException | OutOfMemoryError e) {
      LOG.debug("A file of the cache cannot be used", e);
    }
    return Optional.empty();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("A damaged file of the cache cannot be deleted", e);
    }
  }

  /**
   * Keeps tensors. They are copied at once, and written in the background, unless too many wait to
   * be.
   *
   * @param tensors stay the caller's; a checksum is added
   */
  public void write(String key, StateDict tensors) {
    try {
      boolean isFull = writing.getQueue().remainingCapacity() == 0;
      if (folder.isUsed() && !refused && !isFull) {
        byte[] content = content(key, tensors);
        writing.execute(() -> write(folder.file(key), content));
      }
    } catch (IOException | OutOfMemoryError e) {
      LOG.debug("Tensors are not kept", e); // who computed them has them
    }
  }

  private static byte[] content(String key, StateDict tensors) throws IOException {
    tensors.metadata().put(KEY, key);
    tensors.put(CHECKSUM, tensors.manager().create(new long[1]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafeTensorsWriter(false).write(out, tensors);
    byte[] content = out.toByteArray();
    end(content).putLong(checksum(content));
    return content;
  }

  /** The bytes of the last tensor. */
  private static ByteBuffer end(byte[] content) {
    return ByteBuffer.wrap(content, content.length - Long.BYTES, Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length - Long.BYTES);
    return checksum.getValue();
  }

  private void write(Path file, byte[] content) {
    try {
      folder.write(file, content);
    } catch (NoSuchFileException | ClosedByInterruptException e) {
      LOG.debug("The cache was cleared, or closed, while this file was written", e);
    } catch (IOException | RuntimeException e) {
      refused = true;
      LOG.warn("Encoded images are no longer kept in {}: {}", folder.folder(), e.toString());
    }
  }

  /** Writes what waits, for ten seconds at most; what is not written then is dropped. */
  @Override
  public void close() {
    writing.shutdown();
    try {
      if (!writing.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        writing.shutdownNow();
      }
    } catch (InterruptedException e) {
      writing.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
