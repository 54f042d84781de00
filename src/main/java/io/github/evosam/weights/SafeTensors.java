package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads safetensors files: eight bytes with the header's length (little-endian), the header, the
 * tensors. Half-precision tensors become float32. Files may be larger than 2 GiB; one tensor may
 * not.
 */
public final class SafeTensors {
  private static final int LENGTH_BYTES = 8;

  private SafeTensors() {}

  /**
   * Reads a file through memory mapping, tensor by tensor.
   *
   * @param manager whose device the arrays live on
   * @return tensors and metadata; the caller's to close
   * @throws WeightsException if the file is missing or is no valid safetensors file
   */
  public static StateDict read(Path file, NDManager manager) {
    return open(
        file,
        (channel, header) -> {
          long data = channel.size() - header.dataLength();
          return read(
              header, manager, e -> channel.map(MapMode.READ_ONLY, data + e.begin(), e.length()));
        });
  }

  /**
   * Checks that a file is a valid safetensors file, without reading its tensors.
   *
   * @throws WeightsException if it is missing or is not
   */
  public static void check(Path file) {
    open(file, (channel, header) -> header);
  }

  /**
   * The shapes of a file's tensors by their names; they themselves are not read.
   *
   * @throws WeightsException if the file is missing or is no valid safetensors file
   */
  public static Map<String, Shape> shapes(Path file) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    open(file, (channel, header) -> header)
        .entries()
        .forEach(entry -> shapes.put(entry.name(), entry.shape()));
    return shapes;
  }

  /** What is done with an open file and its header. */
  private interface Use<T> {
    T of(FileChannel channel, SafeTensorsHeader header) throws IOException;
  }

  private static <T> T open(Path file, Use<T> use) {
    if (!Files.isRegularFile(file)) {
      throw new WeightsException("Weights file '" + file + "' does not exist; check the path");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return use.of(channel, header(file, channel));
    } catch (IOException e) {
      throw new WeightsException("Weights file '%s' cannot be read: %s".formatted(file, e), e);
    }
  }

  private static SafeTensorsHeader header(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw WeightsException.damaged(file, "it has only " + size + " bytes");
    }
    long headerLength = number(channel.map(MapMode.READ_ONLY, 0, LENGTH_BYTES));
    if (headerLength < 2
        || headerLength > Math.min(SafeTensorsHeader.MAX_LENGTH, size - LENGTH_BYTES)) {
      throw WeightsException.damaged(file, "it is truncated or not a safetensors file");
    }
    ByteBuffer json = channel.map(MapMode.READ_ONLY, LENGTH_BYTES, headerLength);
    return header(file, json, size - LENGTH_BYTES - headerLength);
  }

  /**
   * Reads a stream from its present position to its end.
   *
   * @param in stays open
   * @param name of the source, for messages
   * @throws WeightsException if the stream is no valid safetensors file
   */
  public static StateDict read(InputStream in, String name, NDManager manager) {
    Path source = Path.of(name);
    try {
      long headerLength = number(exactly(in, LENGTH_BYTES));
      if (headerLength < 2 || headerLength > SafeTensorsHeader.MAX_LENGTH) {
        throw WeightsException.damaged(source, "it is truncated or not a safetensors file");
      }
      ByteBuffer json = exactly(in, headerLength);
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes());
      return read(
          header(source, json, data.capacity()),
          manager,
          e -> data.slice((int) e.begin(), (int) e.length()));
    } catch (IOException e) {
      throw new WeightsException("Weights '%s' cannot be read: %s".formatted(name, e), e);
    }
  }

  /** Gives the bytes of a tensor. */
  private interface Bytes {
    ByteBuffer of(TensorEntry entry) throws IOException;
  }

  private static StateDict read(SafeTensorsHeader header, NDManager manager, Bytes bytes)
      throws IOException {
    StateDict weights = new StateDict(manager);
    try {
      weights.metadata().putAll(header.metadata());
      for (TensorEntry entry : header.entries()) {
        NDArray array =
            Elements.toArray(weights.manager(), bytes.of(entry), entry.type(), entry.shape());
        weights.put(entry.name(), array);
      }
      return weights;
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private static SafeTensorsHeader header(Path file, ByteBuffer json, long dataLength) {
    try {
      return SafeTensorsHeader.parse(StandardCharsets.UTF_8.decode(json).toString(), dataLength);
    } catch (IllegalArgumentException e) {
      throw WeightsException.damaged(file, e.getMessage());
    }
  }

  private static long number(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  private static ByteBuffer exactly(InputStream in, long length) throws IOException {
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("it ends after " + bytes.length + " of " + length + " bytes");
    }
    return ByteBuffer.wrap(bytes);
  }
}
