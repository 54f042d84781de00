package io.github.evosam.library;

import io.github.evosam.weights.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file must be like.
 *
 * @param bytes its size
 * @param sha256 of its content
 */
public record FileRecord(long bytes, Checksum sha256) {
  /** Largest file of an expert. */
  static final long MAX_BYTES = 1L << 28;

  /** Largest expert, all files together. */
  static final long MAX_TOTAL_BYTES = 1L << 29;

  /** Lower case, flat, and no name that Windows keeps for a device. */
  private static final String NAME =
      "(?!(con|prn|aux|nul|com\\d|lpt\\d)(\\.|$))[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?";

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is negative or more than an expert's file may have
   */
  public FileRecord {
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a file of an expert has at most %d bytes, not %d".formatted(MAX_BYTES, bytes));
    }
  }

  /** The record of a file as it is. */
  static FileRecord of(Path file) throws IOException {
    return new FileRecord(Files.size(file), Checksum.sha256(file));
  }

  /** The record of bytes in memory. */
  static FileRecord of(byte[] content) {
    return new FileRecord(content.length, Checksum.sha256(content));
  }

  /** Reads the records of several files, by name. */
  static Map<String, FileRecord> read(JsonFields json) {
    Map<String, FileRecord> records = new LinkedHashMap<>();
    for (String name : json.names()) {
      records.put(name, readOne(json.object(name)));
    }
    check(records);
    return records;
  }

  /** Reads one record. */
  static FileRecord readOne(JsonFields json) {
    return new FileRecord(json.whole("bytes"), Checksum.sha256(json.text("sha256")));
  }

  /**
   * Checks names and total size.
   *
   * @throws IllegalArgumentException if a name could leave its folder, or all are too large
   */
  static void check(Map<String, FileRecord> records) {
    for (String name : records.keySet()) {
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException("'" + name + "' is no name of an expert's file");
      }
    }
    long total = records.values().stream().mapToLong(FileRecord::bytes).sum();
    if (total > MAX_TOTAL_BYTES) {
      throw new IllegalArgumentException(
          "an expert has at most %d bytes, not %d".formatted(MAX_TOTAL_BYTES, total));
    }
  }

  @Override
  public String toString() {
    return bytes + " bytes, " + sha256;
  }
}
