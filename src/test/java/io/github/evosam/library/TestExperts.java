package io.github.evosam.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Experts to save, and a look at what lies on disk. */
final class TestExperts {
  static final BaseModelReference BASE = new BaseModelReference("evosam-tiny", "3f".repeat(32));
  static final BaseModelReference OTHER = new BaseModelReference("vit_b", "a0".repeat(32));

  private TestExperts() {}

  static ExpertDescription described(String name) {
    return new ExpertDescription(
        name,
        "vessels in fundus images of \"site ü\"",
        BASE,
        new AdapterSettings(
            6, 4, 8.5, List.of("encoder.qv", "decoder"), new PromptWays("SELECTED", "INFORMED")),
        new TaughtScale(0.53125, 512, 1024, 999),
        new ExpertMetrics(
            Optional.of(new DiceChange(0.125, 0.7213)), Optional.of(new DiceChange(0.5, 0.8))),
        new Provenance(
            Instant.parse("2026-02-03T04:05:06.789Z"),
            20,
            Long.MIN_VALUE,
            "0.2.0",
            Optional.of("0123456789abcdef")),
        "first notes");
  }

  /** Small files of an expert that differ by seed. */
  static Map<String, byte[]> files(int seed) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("adapter.safetensors", tensors(seed, seed + 1f));
    files.put("matcher.safetensors", tensors(-seed, 0.5f));
    files.put("thumbnail.png", png());
    return files;
  }

  /** A valid safetensors file with one tensor. */
  static byte[] tensors(float... values) {
    String header =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(values.length, 4 * values.length);
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (float value : values) {
      file.putFloat(value);
    }
    return file.array();
  }

  /** A picture of one pixel. */
  static byte[] png() {
    return Base64.getDecoder()
        .decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
  }

  /** All bytes of an expert against their hashes. */
  static ExpertCheck check(ExpertLibrary library, String id) {
    return library.verify().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /**
   * All files below a folder with their bytes in hexadecimal, and folders; the lock is left out.
   */
  static Map<String, String> snapshot(Path folder) {
    Map<String, String> snapshot = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> !p.endsWith(".lock")).toList()) {
        String content =
            Files.isDirectory(path) ? "folder" : HexFormat.of().formatHex(Files.readAllBytes(path));
        snapshot.put(folder.relativize(path).toString(), content);
      }
      return snapshot;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
