package io.github.evosam.library;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.evosam.weights.Checksum;
import io.github.evosam.weights.JsonDepth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a JSON object. Whoever asks for one that is missing or of another kind gets an
 * {@link IllegalArgumentException} that names it.
 *
 * @param json the object
 * @param path of the object in its file, empty or ending with a point
 */
record JsonFields(JsonObject json, String path) {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(
              Optional.class,
              (JsonSerializer<Optional<?>>)
                  (value, type, gson) ->
                      value.<JsonElement>map(gson::serialize).orElse(JsonNull.INSTANCE))
          .registerTypeAdapter(
              Instant.class,
              (JsonSerializer<Instant>) (time, type, gson) -> new JsonPrimitive(time.toString()))
          .registerTypeAdapter(
              Checksum.class,
              (JsonSerializer<Checksum>) (sum, type, gson) -> new JsonPrimitive(sum.hex()))
          .create();

  /** Reads a file's content. */
  static JsonFields parse(byte[] utf8) {
    try {
      JsonElement json =
          JsonParser.parseString(JsonDepth.check(new String(utf8, StandardCharsets.UTF_8)));
      if (json.isJsonObject()) {
        return new JsonFields(json.getAsJsonObject(), "");
      }
      throw new IllegalArgumentException("it is no JSON object");
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("it is no valid JSON (" + e.getMessage() + ")", e);
    }
  }

  /** The fields of a record, in their order; what is empty is left out. */
  static JsonElement of(Object record) {
    return GSON.toJsonTree(record);
  }

  /** A file's content: UTF-8, indented, in the order of the fields. */
  static byte[] bytes(JsonObject json) {
    return (GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  Set<String> names() {
    return json.keySet();
  }

  String text(String name) {
    return text(path + name, present(name));
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  List<String> texts(String name) {
    if (!(present(name) instanceof JsonArray array)) {
      throw wrong(path + name, "a list", present(name));
    }
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(text(path + name, item)));
    return texts;
  }

  /** The objects of a list; none if the list is missing. */
  List<JsonFields> optionalObjects(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (!(present(name) instanceof JsonArray array)) {
      throw wrong(path + name, "a list", present(name));
    }
    List<JsonFields> objects = new ArrayList<>();
    for (JsonElement item : array) {
      if (!(item instanceof JsonObject object)) {
        throw wrong(path + name, "a list of objects", present(name));
      }
      objects.add(new JsonFields(object, path + name + "."));
    }
    return objects;
  }

  double number(String name) {
    return primitive(name, "a number").getAsDouble();
  }

  /** A whole number between two others, both allowed. */
  int size(String name, int least, int most) {
    long value = whole(name);
    if (value < least || value > most) {
      throw wrong(
          path + name, "a whole number from %d to %d".formatted(least, most), present(name));
    }
    return (int) value;
  }

  Optional<Double> optionalNumber(String name) {
    return has(name) ? Optional.of(number(name)) : Optional.empty();
  }

  long whole(String name) {
    JsonPrimitive number = primitive(name, "a whole number");
    try {
      return number.getAsBigDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(path + name, "a whole number", number);
    }
  }

  int size(String name) {
    long value = whole(name);
    if (value != (int) value) {
      throw wrong(path + name, "a whole number below 2147483648", present(name));
    }
    return (int) value;
  }

  Optional<Integer> optionalSize(String name) {
    return has(name) ? Optional.of(size(name)) : Optional.empty();
  }

  JsonFields object(String name) {
    if (!(present(name) instanceof JsonObject object)) {
      throw wrong(path + name, "an object", present(name));
    }
    return new JsonFields(object, path + name + ".");
  }

  Optional<JsonFields> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  private boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  private JsonElement present(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException("its field '" + path + name + "' is missing");
    }
    return json.get(name);
  }

  private JsonPrimitive primitive(String name, String kind) {
    if (present(name) instanceof JsonPrimitive number && number.isNumber()) {
      return number;
    }
    throw wrong(path + name, kind, present(name));
  }

  private static String text(String field, JsonElement value) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw wrong(field, "a text", value);
  }

  private static IllegalArgumentException wrong(String field, String kind, JsonElement found) {
    String value = found.toString();
    String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    return new IllegalArgumentException(
        "its field '%s' should be %s, but is %s".formatted(field, kind, shown));
  }
}
