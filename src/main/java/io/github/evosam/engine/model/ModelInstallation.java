package io.github.evosam.engine.model;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.weights.Checkpoint;
import io.github.evosam.weights.Checksum;
import io.github.evosam.weights.DownloadProgress;
import io.github.evosam.weights.Downloader;
import io.github.evosam.weights.PublishedCheckpoint;
import io.github.evosam.weights.SafeTensorsWriter;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Use case: install base models into the user's folder and check them again. A model takes its
 * place there only when it is complete and opens.
 *
 * @param folder of the installed models, see {@link BaseModels#folder}
 */
public record ModelInstallation(Path folder) {
  private static final String FILE = "model.safetensors";
  private static final String RECORD = "model.json";
  private static final String PART = ".part";

  /**
   * What is noted of an installed model.
   *
   * @param name as the user calls it
   * @param source file or address that it came from
   * @param sourceChecksum checksum of that file, {@code algorithm:hex}
   * @param sha256 of the installed file
   * @param bytes size of the installed file
   * @param encoder kind of image encoder
   * @param inputSide side of the model's input, pixels
   * @param installed date
   */
  public record Installed(
      String name,
      String source,
      String sourceChecksum,
      String sha256,
      long bytes,
      String encoder,
      int inputSide,
      String installed) {}

  /**
   * Installs a checkpoint file under a name.
   *
   * @param name letters, digits, {@code . _ -}
   * @throws WeightsException if the name is taken or the file is no Segment Anything model
   */
  public Installed install(String name, Path checkpoint) {
    return install(name, checkpoint, OptionalInt.empty());
  }

  /**
   * Installs a checkpoint file under a name.
   *
   * @param name letters, digits, {@code . _ -}
   * @param inputSide side of the model's input, pixels, where its tensors do not tell it; empty for
   *     what the file or the names say
   * @throws WeightsException if the name is taken, the file is no Segment Anything model, or it
   *     does not work at that side
   */
  public Installed install(String name, Path checkpoint, OptionalInt inputSide) {
    return install(name, checkpoint, checkpoint.toString(), null, inputSide);
  }

  /**
   * Downloads a published checkpoint and installs it; an interrupted download is resumed.
   *
   * @throws WeightsException if the name is taken, or the download fails or is not what was
   *     published
   */
  public Installed install(PublishedCheckpoint published, DownloadProgress progress) {
    requireFree(published.modelName());
    Path download = folder.resolve(published.modelName() + ".download");
    try {
      Files.createDirectories(folder);
      new Downloader().fetch(published.file(), download, progress);
      return install(
          published.modelName(),
          download,
          published.file().source().toString(),
          published,
          OptionalInt.empty());
    } catch (IOException e) {
      throw new WeightsException("Folder '%s' cannot be written: %s".formatted(folder, e), e);
    } finally {
      download.toFile().delete();
    }
  }

  private Installed install(
      String name,
      Path checkpoint,
      String source,
      PublishedCheckpoint published,
      OptionalInt inputSide) {
    requireFree(name);
    Path part = folder.resolve(name + PART);
    try (NDManager manager = ComputeDevice.of("cpu").newManager();
        StateDict weights = Checkpoint.read(checkpoint, manager)) {
      if (published != null) {
        weights.metadata().putAll(published.metadata());
      }
      InputSide.tell(weights, name + " " + checkpoint.getFileName(), inputSide);
      SamConfig config = config(checkpoint, weights);
      InputSide.require(config, name, inputSide);
      DurableFolder.delete(part);
      Files.createDirectories(part);
      new SafeTensorsWriter(false).write(part.resolve(FILE), weights);
      Installed installed =
          new Installed(
              name,
              source,
              Checksum.sha256(checkpoint).toString(),
              Checksum.sha256(part.resolve(FILE)).hex(),
              Files.size(part.resolve(FILE)),
              config.encoder().name(),
              config.inputSide(),
              LocalDate.now().toString());
      String record = new Gson().toJson(installed);
      DurableFile.write(
          part.resolve(RECORD), out -> out.write(record.getBytes(StandardCharsets.UTF_8)));
      DurableFolder.publish(part, folder.resolve(name));
      DurableFolder.force(folder);
      return installed;
    } catch (IOException e) {
      throw new WeightsException(
          "Model '%s' cannot be installed in %s: %s; is the disk full?".formatted(name, folder, e),
          e);
    } finally {
      clean(part);
    }
  }

  private static SamConfig config(Path checkpoint, StateDict weights) {
    try {
      return SamConfig.infer(weights);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          "File '%s' cannot be installed: %s".formatted(checkpoint, e.getMessage()), e);
    }
  }

  private void requireFree(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "A model's name has letters, digits and . _ - only, but '" + name + "' came");
    }
    if (name.equals(BaseModels.EMBEDDED) || Files.exists(folder.resolve(name))) {
      throw new WeightsException(
          "There is a model '%s' already; choose another name, or remove %s first"
              .formatted(name, folder.resolve(name)));
    }
  }

  private static void clean(Path part) {
    try {
      DurableFolder.delete(part);
    } catch (IOException e) {
      throw new WeightsException("Folder '%s' cannot be cleaned: %s".formatted(part, e), e);
    }
  }

  /** The installed models in alphabetical order; those of {@link #unreadable} are left out. */
  public List<Installed> list() {
    return folders().stream().map(this::read).flatMap(Optional::stream).toList();
  }

  /** Folders that should each be a model, but have no readable record. */
  public List<Path> unreadable() {
    return folders().stream()
        .filter(model -> !model.toString().endsWith(PART) && read(model).isEmpty())
        .toList();
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> models = Files.list(folder)) {
      return models.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new WeightsException("Folder '%s' cannot be read: %s".formatted(folder, e), e);
    }
  }

  private Optional<Installed> read(Path model) {
    Path file = model.resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new Gson().fromJson(Files.readString(file), Installed.class));
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the installed file still has the checksum that it was installed with. */
  public boolean isIntact(Installed model) {
    Path file = folder.resolve(model.name()).resolve(FILE);
    return Files.isRegularFile(file) && Checksum.sha256(file).hex().equals(model.sha256());
  }
}
