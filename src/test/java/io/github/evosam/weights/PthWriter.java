package io.github.evosam.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small PyTorch checkpoints as {@code torch.save} does: a protocol 2 pickle, stored records.
 */
final class PthWriter {
  private static final String ROOT = "archive";

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> records = new LinkedHashMap<>();

  PthWriter() {
    raw("\u0080\u0002");
  }

  /** Little-endian bytes of float32 values. */
  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** Appends pickle operations, one byte a character. */
  PthWriter raw(String operations) {
    pickle.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Begins a dictionary: the pickle's value, or that of the key just written. */
  PthWriter begin() {
    return raw("}(");
  }

  /** Ends a dictionary. */
  PthWriter end() {
    return raw("u");
  }

  /** A text. */
  PthWriter text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    raw("X");
    pickle.writeBytes(number(bytes.length));
    pickle.writeBytes(bytes);
    return this;
  }

  /** A whole number. */
  PthWriter whole(int number) {
    raw("J");
    pickle.writeBytes(number(number));
    return this;
  }

  /** A tuple of whole numbers. */
  PthWriter tuple(int... numbers) {
    raw("(");
    for (int number : numbers) {
      whole(number);
    }
    return raw("t");
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /** A tensor that looks on a storage of some type ({@code Float}, {@code Half}, …). */
  PthWriter tensor(
      String storageType, String key, int elements, int offset, int[] sizes, int[] strides) {
    raw("ctorch._utils\n_rebuild_tensor_v2\n(");
    raw("(").text("storage").raw("ctorch\n" + storageType + "Storage\n");
    text(key).text("cpu").whole(elements).raw("tQ");
    whole(offset).tuple(sizes).tuple(strides).raw("\u0089ccollections\nOrderedDict\n)RtR");
    return this;
  }

  /** A named vector with a float storage of its own. */
  PthWriter vector(String name, float... values) {
    String key = String.valueOf(records.size());
    return record("data/" + key, floats(values))
        .text(name)
        .tensor("Float", key, values.length, 0, new int[] {values.length}, new int[] {1});
  }

  /** A record of the archive. */
  PthWriter record(String name, byte[] bytes) {
    records.put(name, bytes);
    return this;
  }

  /** Ends the pickle and writes the file. */
  Path write(Path file) throws IOException {
    raw(".");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", pickle.toByteArray());
      for (Map.Entry<String, byte[]> entry : records.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
      put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(ROOT + "/" + name);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
