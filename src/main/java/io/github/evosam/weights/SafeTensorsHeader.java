package io.github.evosam.weights;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: a JSON object that maps each tensor's name to type, shape and
 * byte range (format description of the safetensors project). Ranges must cover the data without
 * gaps or overlaps.
 *
 * @param entries tensors in the order of their bytes
 * @param metadata free-form notes
 */
record SafeTensorsHeader(List<TensorEntry> entries, Map<String, String> metadata) {
  /**
   * Longest header that is believed, bytes: a hundred thousand tensors. The format allows 100 MB,
   * which would take more than a GB to parse.
   */
  static final long MAX_LENGTH = 16 << 20;

  private static final String METADATA = "__metadata__";

  /**
   * Reads and checks a header.
   *
   * @param dataLength number of bytes after the header
   * @throws IllegalArgumentException if it is not a valid header for that many bytes; the message
   *     says why
   */
  static SafeTensorsHeader parse(String json, long dataLength) {
    JsonDepth.check(json);
    refuseDuplicates(json);
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorEntry> entries = new ArrayList<>();
    try {
      for (var field : JsonParser.parseString(json).getAsJsonObject().entrySet()) {
        JsonObject value = field.getValue().getAsJsonObject();
        if (field.getKey().equals(METADATA)) {
          value.entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
        } else {
          entries.add(entry(field.getKey(), value));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | ArithmeticException
        | NumberFormatException e) {
      throw new IllegalArgumentException("its header is not valid (" + e.getMessage() + ")", e);
    }
    entries.sort(Comparator.comparingLong(TensorEntry::begin));
    checkCoverage(entries, dataLength);
    return new SafeTensorsHeader(List.copyOf(entries), metadata);
  }

  /** Number of bytes after the header. */
  long dataLength() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
  }

  private static void refuseDuplicates(String json) {
    Set<String> names = new HashSet<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (!names.add(name)) {
          throw new IllegalArgumentException("its header names tensor '" + name + "' twice");
        }
        reader.skipValue();
      }
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException("its header is not valid JSON", e);
    }
  }

  private static TensorEntry entry(String name, JsonObject value) {
    String typeName = value.get("dtype").getAsString();
    ElementType type =
        ElementType.named(typeName)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "tensor '%s' has the unknown type %s".formatted(name, typeName)));
    JsonArray offsets = value.getAsJsonArray("data_offsets");
    if (offsets.size() != 2) {
      throw new IllegalArgumentException("tensor '" + name + "' has no byte range");
    }
    Shape shape = shape(name, value.getAsJsonArray("shape"));
    long elements = 1;
    for (long size : shape.getShape()) {
      elements = Math.multiplyExact(elements, size); // Shape.size() would wrap around
    }
    Elements.checkSize("tensor '" + name + "'", elements, type);
    TensorEntry entry =
        new TensorEntry(name, type, shape, offsets.get(0).getAsLong(), offsets.get(1).getAsLong());
    if (entry.length() != elements * type.bytes) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s and type %s cannot take %d bytes"
              .formatted(name, shape, type, entry.length()));
    }
    return entry;
  }

  private static Shape shape(String name, JsonArray sizes) {
    long[] shape = new long[sizes.size()];
    int i = 0;
    for (JsonElement size : sizes) {
      shape[i] = size.getAsLong();
      if (shape[i++] < 0) {
        throw new IllegalArgumentException("tensor '" + name + "' has a negative size");
      }
    }
    return new Shape(shape);
  }

  private static void checkCoverage(List<TensorEntry> entries, long dataLength) {
    long position = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != position) {
        throw new IllegalArgumentException(
            "tensor '%s' begins at byte %d instead of %d"
                .formatted(entry.name(), entry.begin(), position));
      }
      position = entry.end();
    }
    if (position != dataLength) {
      throw new IllegalArgumentException(
          "its tensors take %d bytes, but %d follow the header".formatted(position, dataLength));
    }
  }
}
