package io.github.evosam.engine.origin;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** JSON of a {@link ResultOrigin}: an empty value is left out, a path is told from a folder. */
final class OriginJson {
  private OriginJson() {}

  /** JSON that lies in a folder. */
  static Gson in(Path folder) {
    Path base = folder.toAbsolutePath().normalize();
    return new GsonBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .registerTypeHierarchyAdapter(Path.class, new Place(base).nullSafe())
        .registerTypeAdapterFactory(new Value())
        .create();
  }

  /** Paths that are told from a folder, with {@code /} on every system. */
  private static final class Place extends TypeAdapter<Path> {
    private final Path base;

    Place(Path base) {
      this.base = base;
    }

    @Override
    public void write(JsonWriter out, Path file) throws IOException {
      Path path = file.toAbsolutePath().normalize();
      boolean isNear = Objects.equals(path.getRoot(), base.getRoot());
      out.value((isNear ? base.relativize(path) : path).toString().replace('\\', '/'));
    }

    @Override
    public Path read(JsonReader in) throws IOException {
      String path = in.nextString();
      try {
        return base.resolve(path).normalize();
      } catch (InvalidPathException e) {
        throw new JsonParseException("'" + path + "' is no path", e);
      }
    }
  }

  /** What may be missing. */
  private static final class Value implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked") // by the check before
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      if (type.getRawType() != Optional.class) {
        return null;
      }
      var inner = ((ParameterizedType) type.getType()).getActualTypeArguments()[0];
      return (TypeAdapter<T>) of(gson.getAdapter(TypeToken.get(inner)));
    }

    private static <V> TypeAdapter<Optional<V>> of(TypeAdapter<V> adapter) {
      return new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, Optional<V> value) throws IOException {
          adapter.nullSafe().write(out, value == null ? null : value.orElse(null));
        }

        @Override
        public Optional<V> read(JsonReader in) throws IOException {
          return Optional.ofNullable(adapter.nullSafe().read(in));
        }
      };
    }
  }
}
