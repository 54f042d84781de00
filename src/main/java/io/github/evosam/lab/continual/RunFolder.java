package io.github.evosam.lab.continual;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.evosam.DurableFile;
import io.github.evosam.engine.model.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of a comparison. Each result is a file, there whole or not at all, so that a run that
 * ends early goes on where it stopped.
 *
 * @param path of the folder
 */
record RunFolder(Path path) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final String RUN = "run.json";
  private static final String WORK = "work";

  /**
   * Opens a folder for a run, made if missing.
   *
   * @param identity all that results depend on
   * @throws IllegalArgumentException if the folder holds results of another run
   * @throws EngineException if it cannot be read or written
   */
  static RunFolder of(Path path, Object identity) {
    RunFolder folder = new RunFolder(path);
    JsonElement now = GSON.toJsonTree(identity);
    Optional<JsonElement> before = folder.json(path.resolve(RUN));
    if (before.isPresent() && !before.get().equals(JsonParser.parseString(GSON.toJson(now)))) {
      throw new IllegalArgumentException(
          "Folder %s holds results of another run (%s), not of this one (%s); choose another output folder"
              .formatted(path, before.get(), now));
    }
    folder.writeText(RUN, GSON.toJson(now));
    return folder;
  }

  /** A value that was written before; empty if it was not. */
  <T> Optional<T> read(String name, Class<T> type) {
    Path file = state(name + ".json");
    return json(file).map(json -> parsed(json, type, file));
  }

  private static <T> T parsed(JsonElement json, Class<T> type, Path file) {
    try {
      return GSON.fromJson(json, type);
    } catch (JsonParseException e) {
      throw damaged(file, e);
    }
  }

  private static EngineException damaged(Path file, Exception cause) {
    return new EngineException(
        "The result %s is damaged (%s); delete it, and it is worked out anew"
            .formatted(file, cause.getMessage()),
        cause);
  }

  private Optional<JsonElement> json(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseString(Files.readString(file)));
    } catch (IOException | JsonParseException e) {
      throw damaged(file, e);
    }
  }

  /** Keeps a value. */
  <T> T write(String name, T value) {
    writeText(WORK + "/" + name + ".json", GSON.toJson(value));
    return value;
  }

  /** Where something is kept that the next task needs. */
  Path state(String name) {
    return path.resolve(WORK).resolve(name);
  }

  /**
   * Writes a text file.
   *
   * @param name may lie in a folder, which is made
   */
  void writeText(String name, String text) {
    Path file = path.resolve(name);
    try {
      Files.createDirectories(state("").toAbsolutePath());
      DurableFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write %s (%s); check the folder, its permissions and the free space"
              .formatted(file, e),
          e);
    }
  }
}
