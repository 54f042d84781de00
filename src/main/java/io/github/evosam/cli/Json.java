package io.github.evosam.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.Optional;

/** The one JSON document that a command prints on standard output. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .registerTypeAdapter(
              Optional.class,
              (com.google.gson.JsonSerializer<Optional<?>>)
                  (value, type, context) -> context.serialize(value.orElse(null)))
          .create();

  private Json() {}

  /** Prints records, maps and lists; an empty {@link Optional} is null. */
  static void print(PrintWriter out, Object document) {
    out.println(GSON.toJson(document));
    out.flush();
  }
}
