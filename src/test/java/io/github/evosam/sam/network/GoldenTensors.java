package io.github.evosam.sam.network;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Tensors of a small safetensors resource as plain Java arrays, read independently of the code
 * under test; every number comes as float, booleans as 0 and 1.
 */
public final class GoldenTensors {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Row-major values with their shape. */
  public record Tensor(float[] values, long[] shape) {}

  /** Reads the class path resource {@code /fixtures/NAME.safetensors}. */
  public static GoldenTensors read(String name) {
    String resource = "/fixtures/" + name + ".safetensors";
    try (InputStream in = GoldenTensors.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No test resource " + resource);
      }
      return new GoldenTensors(ByteBuffer.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GoldenTensors(ByteBuffer file) {
    file.order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) file.getLong()];
    file.get(header);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    JsonObject entries =
        JsonParser.parseString(new String(header, StandardCharsets.UTF_8)).getAsJsonObject();
    entries.remove("__metadata__");
    for (Map.Entry<String, JsonElement> entry : entries.entrySet()) {
      tensors.put(entry.getKey(), tensor(entry.getValue().getAsJsonObject(), data));
    }
  }

  private static Tensor tensor(JsonObject entry, ByteBuffer data) {
    long[] shape = longs(entry.getAsJsonArray("shape"));
    int at = (int) longs(entry.getAsJsonArray("data_offsets"))[0];
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.get("dtype").getAsString()) {
            case "F32" -> data.getFloat(at + 4 * i);
            case "I64" -> data.getLong(at + 8 * i);
            case "U8", "BOOL" -> data.get(at + i) & 0xff;
            default -> throw new IllegalStateException("dtype of " + entry);
          };
    }
    return new Tensor(values, shape);
  }

  private static long[] longs(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(JsonElement::getAsLong)
        .toArray();
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  public Tensor get(String name) {
    if (!has(name)) {
      throw new IllegalStateException("The fixture holds no tensor " + name);
    }
    return tensors.get(name);
  }

  public float[] values(String name) {
    return get(name).values();
  }
}
