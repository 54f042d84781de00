package io.github.evosam.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.evosam.DurableFile;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
    try {
      DurableFile.write(file, out -> write(out, weights));
    } catch (IOException e) {
      throw new WeightsException(
          "Weights file '%s' cannot be written: %s; is the disk full?".formatted(file, e), e);
    }
  }

  /**
   * Writes tensors and metadata into a stream, which stays open.
   *
   * @throws IOException if the stream fails
   */
  public void write(OutputStream out, StateDict weights) throws IOException {
    out.write(header(weights));
    for (String name : weights.names()) {
      out.write(bytes(weights.get(name)));
    }
  }

  private byte[] header(StateDict weights) {
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
        .array();
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

  private byte[] bytes(NDArray tensor) {
    try (NDArray converted = tensor.toType(stored(tensor), true)) {
      return converted.toByteArray();
    }
  }
}
