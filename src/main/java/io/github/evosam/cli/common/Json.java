package io.github.evosam.cli.common;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Optional;

/** The JSON documents of all commands. */
public final class Json {
  private static final JsonSerializer<Optional<?>> VALUE_OR_NULL =
      (optional, type, context) -> context.serialize(optional.orElse(null));

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeAdapter(double.class, new FiniteOrNull())
          .registerTypeAdapter(Double.class, new FiniteOrNull())
          .registerTypeAdapter(Optional.class, VALUE_OR_NULL)
          .create();

  private Json() {}

  /**
   * The document's text; a number that is not finite becomes null, since JSON has none, and so does
   * an empty {@link Optional}.
   */
  public static String text(Object document) {
    return ascii(GSON.toJson(document));
  }

  /** Whatever the locale, the document's texts arrive whole: JSON knows every letter by number. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append("\\u%04x".formatted((int) c));
      }
    }
    return ascii.toString();
  }

  /** The value as an object that more can be added to. */
  public static JsonObject object(Object value) {
    return GSON.toJsonTree(value).getAsJsonObject();
  }

  /** Numbers as JSON knows them. */
  private static final class FiniteOrNull extends TypeAdapter<Double> {
    @Override
    public void write(JsonWriter out, Double value) throws IOException {
      if (value == null || !Double.isFinite(value)) {
        out.nullValue();
      } else {
        out.value(value);
      }
    }

    @Override
    public Double read(JsonReader in) throws IOException {
      return in.nextDouble();
    }
  }
}
