package io.github.evosam.weights;

import io.github.evosam.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of files that can be made again, each found by a key. When they take more than they may,
 * those that have not been used for longest go first. Several processes may use one folder at once.
 * Files with other names are left alone.
 *
 * @param folder need not exist
 * @param mostBytes of all files together; 0 if the folder is not to be used
 */
public record CacheFolder(Path folder, long mostBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

  /** What stays free on the disk. */
  private static final long LEAST_FREE_BYTES = 1L << 30;

  /** What is larger takes too long to read. */
  private static final long MOST_BYTES_OF_ONE = 1L << 30;

  private static final String NAME = "[0-9a-f]{64}\\.safetensors";
  private static final String PART = "\\." + NAME + "\\.[0-9a-f]{1,16}\\.part";

  /** A part that has not grown for so long belongs to a process that died. */
  private static final Duration DEAD = Duration.ofHours(1);

  /**
   * How much there is.
   *
   * @param files their number
   * @param bytes of all of them
   */
  public record Content(int files, long bytes) {}

  private record Entry(Path file, long bytes, FileTime used) {}

  /** Whether anything is kept. */
  boolean isUsed() {
    return mostBytes > 0;
  }

  /** Where something of that key lies, or would. */
  Path file(String key) {
    String hash = Checksum.sha256(key.getBytes(StandardCharsets.UTF_8)).hex();
    return folder.resolve(hash + ".safetensors");
  }

  /**
   * Reads a file, which thereby is the one that was used last. One that is larger than any of ours
   * has no content.
   *
   * @return empty if it is not there or cannot be read
   */
  Optional<byte[]> read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > Math.min(mostBytes, MOST_BYTES_OF_ONE)) {
        return Optional.of(new byte[0]);
      }
      byte[] content = Files.readAllBytes(file);
      touch(file);
      return Optional.of(content);
    } catch (IOException | OutOfMemoryError e) {
      return Optional.empty(); // another process took it away, say
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.debug("When a file of the cache was used last is not noted", e);
    }
  }

  /**
   * Writes a file, if there is room on the disk, and takes those away for which there is none.
   *
   * @throws IOException if it cannot be written
   */
  void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(folder);
    boolean fits = content.length <= Math.min(mostBytes, MOST_BYTES_OF_ONE);
    if (fits && Files.getFileStore(folder).getUsableSpace() - content.length > LEAST_FREE_BYTES) {
      DurableFile.write(file, out -> out.write(content));
      shrink();
    }
  }

  private void shrink() throws IOException {
    for (Entry part : entries(PART)) {
      if (part.used().toInstant().isBefore(Instant.now().minus(DEAD))) {
        Files.deleteIfExists(part.file());
      }
    }
    List<Entry> all = entries(NAME);
    long bytes = all.stream().mapToLong(Entry::bytes).sum();
    for (Entry eldest : all) {
      if (bytes <= mostBytes) {
        return;
      }
      Files.deleteIfExists(eldest.file());
      bytes -= eldest.bytes();
    }
  }

  /** The eldest first. */
  private List<Entry> entries(String names) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.getFileName().toString().matches(names)).toList()) {
          entry(file).ifPresent(entries::add);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
    return entries;
  }

  private static Optional<Entry> entry(Path file) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new Entry(file, is.size(), is.lastModifiedTime()));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process took it away
    }
  }

  /**
   * How much there is now.
   *
   * @throws WeightsException if the folder cannot be read
   */
  public Content content() {
    try {
      return sum(entries(NAME));
    } catch (IOException e) {
      throw new WeightsException("Folder '%s' cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static Content sum(List<Entry> entries) {
    return new Content(entries.size(), entries.stream().mapToLong(Entry::bytes).sum());
  }

  /**
   * Deletes all files.
   *
   * @return what there was
   * @throws WeightsException if one cannot be deleted
   */
  public Content clear() {
    try {
      List<Entry> all = entries(NAME);
      for (Entry entry : Stream.concat(all.stream(), entries(PART).stream()).toList()) {
        Files.deleteIfExists(entry.file());
      }
      return sum(all);
    } catch (IOException e) {
      throw new WeightsException(
          "Folder '%s' cannot be cleared: %s; does it belong to somebody else?"
              .formatted(folder, e),
          e);
    }
  }
}
