package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes safetensors files, whole or not at all: into a sibling file first, which then takes the
 * place of the target.
 *
 * @param half whether float32 tensors are stored as float16
 */
public record SafeTensorsWriter(boolean half) {
  private static final int ALIGNMENT = 8;

  /**
   * Writes tensors and metadata.
   *
   * @throws WeightsException if the file cannot be written; a file that was there stays as it was
   */
  public void write(Path file, StateDict weights) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(channel, header(weights));
        for (String name : weights.names()) {
          writeFully(channel, bytes(weights.get(name)));
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      part.toFile().delete();
      throw new WeightsException(
          "Weights file '%s' cannot be written: %s; is the disk full?".formatted(file, e), e);
    } catch (RuntimeException e) {
      part.toFile().delete();
      throw e;
    }
  }

  private ByteBuffer header(StateDict weights) {
    JsonObject header = new JsonObject();
    if (!weights.metadata().isEmpty()) {
      JsonObject metadata = new JsonObject();
      weights.metadata().forEach(metadata::addProperty);
      header.add("__metadata__", metadata);
    }
    long offset = 0;
    for (String name : weights.names()) {
      NDArray tensor = weights.get(name);
      ElementType type = ElementType.of(stored(tensor));
      long end = offset + tensor.size() * type.bytes;
      header.add(name, entry(tensor, type, offset, end));
      offset = end;
    }
    StringBuilder json = new StringBuilder(header.toString());
    while (json.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0) {
      json.append(' ');
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .flip();
  }

  private static JsonObject entry(NDArray tensor, ElementType type, long begin, long end) {
    JsonArray shape = new JsonArray();
    for (long size : tensor.getShape().getShape()) {
      shape.add(size);
    }
    JsonArray offsets = new JsonArray();
    offsets.add(begin);
    offsets.add(end);
    JsonObject entry = new JsonObject();
    entry.addProperty("dtype", type.name());
    entry.add("shape", shape);
    entry.add("data_offsets", offsets);
    return entry;
  }

  private DataType stored(NDArray tensor) {
    boolean shorten = half && tensor.getDataType() == DataType.FLOAT32;
    return shorten ? DataType.FLOAT16 : tensor.getDataType();
  }

  private ByteBuffer bytes(NDArray tensor) {
    try (NDArray converted = tensor.toType(stored(tensor), true)) {
      return ByteBuffer.wrap(converted.toByteArray());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
