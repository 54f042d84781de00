package io.github.evosam.engine.model;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import io.github.evosam.ProcessLock;
import io.github.evosam.weights.JsonDepth;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's models on disk: a folder each with its weights and its record. What a process left
 * that died in the middle of a change is no model, and is cleared away at the next change.
 *
 * @param root folder of the models, need not exist
 */
record ModelFolder(Path root) {
  static final String WEIGHTS = "model.safetensors";
  private static final String RECORD = "model.json";
  private static final String PART = ".part";
  private static final String GONE = ".gone-";
  private static final String LOCK = ".lock";
  private static final int LONGEST_RECORD = 1 << 16;

  /** What is done while no other process changes the models. */
  interface Change<T> {
    T make() throws IOException;
  }

  /**
   * Makes a change alone, after clearing away what dead ones left.
   *
   * @throws WeightsException if another process is changing the models, or the disk refuses
   */
  <T> T change(String failure, Change<T> change) {
    try {
      Files.createDirectories(root);
      try (ProcessLock lock =
          ProcessLock.tryTake(root.resolve(LOCK))
              .orElseThrow(
                  () ->
                      new WeightsException(
                          "%s: another EvoSAM is changing the models in %s; wait for it and try again"
                              .formatted(failure, root)))) {
        clear();
        return change.make();
      }
    } catch (IOException e) {
      throw new WeightsException(
          "%s in %s: %s; is the disk full, or the folder read-only?".formatted(failure, root, e),
          e);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        String name = child.getFileName().toString();
        if (name.endsWith(PART) || name.startsWith(GONE)) {
          DurableFolder.delete(child);
        }
      }
    }
  }

  /** An empty folder to put a model together in. */
  Path stage(String name) throws IOException {
    Path part = root.resolve(name + PART);
    DurableFolder.delete(part);
    return Files.createDirectories(part);
  }

  /** Notes down what a staged model is. */
  static void write(ModelInstallation.Installed record, Path stage) throws IOException {
    byte[] json = new Gson().toJson(record).getBytes(StandardCharsets.UTF_8);
    DurableFile.write(stage.resolve(RECORD), out -> out.write(json));
  }

  /** Puts a staged model in its place, or in that of an earlier one. */
  void publish(Path stage, String name) throws IOException {
    Path target = root.resolve(name);
    Optional<Path> gone = Files.exists(target) ? Optional.of(putAside(name)) : Optional.empty();
    DurableFolder.publish(stage, target);
    DurableFolder.force(root);
    if (gone.isPresent()) {
      DurableFolder.delete(gone.get());
    }
  }

  /** Takes a model away in one step. */
  void remove(String name) throws IOException {
    Path gone = putAside(name);
    DurableFolder.force(root);
    DurableFolder.delete(gone);
  }

  private Path putAside(String name) throws IOException {
    Path gone = root.resolve(GONE + name + "-" + Long.toHexString(System.nanoTime()));
    Files.move(root.resolve(name), gone);
    return gone;
  }

  /** The folders of models, sound or not, in alphabetical order; what is not finished is none. */
  List<Path> models() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> models = Files.list(root)) {
      return models
          .filter(Files::isDirectory)
          .filter(model -> !model.getFileName().toString().startsWith("."))
          .filter(model -> !model.getFileName().toString().endsWith(PART))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new WeightsException("Folder '%s' cannot be read: %s".formatted(root, e), e);
    }
  }

  /** What is noted of a model; empty if that cannot be read, or is of another model. */
  static Optional<ModelInstallation.Installed> read(Path model) {
    Path file = model.resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      String json = new String(in.readNBytes(LONGEST_RECORD), StandardCharsets.UTF_8);
      return Optional.ofNullable(
              new Gson().fromJson(JsonDepth.check(json), ModelInstallation.Installed.class))
          .filter(record -> model.getFileName().toString().equals(record.name()))
          .filter(record -> record.sha256() != null && record.sha256().matches("[0-9a-f]{64}"));
    } catch (IOException | JsonParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
