package io.github.evosam.engine.model;

import ai.djl.ndarray.NDManager;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Use case: install base models into the user's folder and check them again. A model takes its
 * place there only when it is complete and runs.
 *
 * @param folder of the installed models, see {@link BaseModels#folder}
 */
public record ModelInstallation(Path folder) {
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
    return withDownload(
        published,
        progress,
        download ->
            install(
                published.modelName(),
                download,
                published.file().source().toString(),
                published,
                OptionalInt.empty()));
  }

  /** What is done with a downloaded file, which is deleted then. */
  private interface Use {
    Installed of(Path download);
  }

  private Installed withDownload(
      PublishedCheckpoint published, DownloadProgress progress, Use use) {
    Path download = folder.resolve(published.modelName() + ".download");
    try {
      Files.createDirectories(folder);
      new Downloader().fetch(published.file(), download, progress);
      return use.of(download);
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
    requireName(name);
    return models()
        .change(
            "Model '%s' cannot be installed".formatted(name),
            () -> {
              requireFree(name);
              return put(name, checkpoint, source, published, inputSide);
            });
  }

  private Installed put(
      String name,
      Path checkpoint,
      String source,
      PublishedCheckpoint published,
      OptionalInt inputSide)
      throws IOException {
    Path part = models().stage(name);
    try (NDManager manager = ComputeDevice.of("cpu").newManager();
        StateDict weights = Checkpoint.read(checkpoint, manager)) {
      if (published != null) {
        weights.metadata().putAll(published.metadata());
      }
      InputSide.tell(weights, name + " " + checkpoint.getFileName(), inputSide);
      SamConfig config = tried(checkpoint, weights);
      InputSide.require(config, name, inputSide);
      new SafeTensorsWriter(false).write(part.resolve(ModelFolder.WEIGHTS), weights);
      Installed installed =
          new Installed(
              name,
              source,
              Checksum.sha256(checkpoint).toString(),
              Checksum.sha256(part.resolve(ModelFolder.WEIGHTS)).hex(),
              Files.size(part.resolve(ModelFolder.WEIGHTS)),
              config.encoder().name(),
              config.inputSide(),
              LocalDate.now().toString());
      ModelFolder.write(installed, part);
      models().publish(part, name);
      return installed;
    } finally {
      DurableFolder.delete(part);
    }
  }

  private static SamConfig tried(Path checkpoint, StateDict weights) {
    try {
      SamConfig config = ModelTrial.config(weights);
      ModelTrial.run(weights);
      return config;
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          "File '%s' cannot be installed: %s".formatted(checkpoint, e.getMessage()), e);
    }
  }

  private ModelFolder models() {
    return new ModelFolder(folder);
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") || name.endsWith(".part")) {
      throw new IllegalArgumentException(
          "A model's name has at most 100 letters, digits and . _ - only and does not end in .part, but '"
              + name
              + "' came");
    }
  }

  private void requireFree(String name) {
    requireName(name);
    if (name.equals(BaseModels.EMBEDDED) || Files.exists(folder.resolve(name))) {
      throw new WeightsException(
          "There is a model '%s' already; choose another name, or remove that one first ('models remove %s')"
              .formatted(name, name));
    }
  }

  /**
   * Takes an installed model away, sound or damaged.
   *
   * @throws WeightsException if there is none of that name, or it cannot be deleted
   */
  public void remove(String name) {
    if (name.equals(BaseModels.EMBEDDED)) {
      throw new WeightsException(
          "Model '%s' ships with the plugin and cannot be removed".formatted(name));
    }
    models()
        .change(
            "Model '%s' cannot be removed".formatted(name),
            () -> {
              requireThere(name);
              models().remove(name);
              return name;
            });
  }

  private void requireThere(String name) {
    List<String> names = models().models().stream().map(m -> m.getFileName().toString()).toList();
    if (!names.contains(name)) {
      throw new WeightsException(
          "There is no installed model '%s'; there are %s".formatted(name, names));
    }
  }

  /**
   * Installs a damaged model anew from where it came from: a published one is downloaded, a file is
   * read again if it is there and unchanged.
   *
   * @return the model; as it was if it is intact
   * @throws WeightsException if there is none of that name, or its source is gone
   */
  public Installed repair(String name, DownloadProgress progress) {
    requireThere(name);
    Optional<Installed> record = ModelFolder.read(folder.resolve(name));
    if (record.filter(this::isIntact).isPresent()) {
      return record.get();
    }
    Optional<PublishedCheckpoint> published = PublishedCheckpoint.named(name);
    if (published.isPresent()) {
      return withDownload(
          published.get(), progress, file -> anew(name, file, published.get(), record));
    }
    Path source = record.map(Installed::source).map(Path::of).orElse(folder.resolve(name));
    boolean isSame =
        Files.isRegularFile(source)
            && Checksum.sha256(source).toString().equals(record.get().sourceChecksum());
    if (!isSame) {
      throw new WeightsException(
          "Model '%s' is damaged, and %s, from which it came, is gone or changed; remove it ('models remove %s') and install it from a file that is sound"
              .formatted(name, source, name));
    }
    return anew(name, source, null, record);
  }

  /** At the input side that it had, also where only the user could tell it. */
  private Installed anew(
      String name, Path file, PublishedCheckpoint published, Optional<Installed> record) {
    String source = published == null ? file.toString() : published.file().source().toString();
    return models()
        .change(
            "Model '%s' cannot be repaired".formatted(name),
            () -> {
              Installed again = put(name, file, source, published, OptionalInt.empty());
              int side = record.map(Installed::inputSide).orElse(again.inputSide());
              return side == again.inputSide()
                  ? again
                  : put(name, file, source, published, OptionalInt.of(side));
            });
  }

  /** The installed models in alphabetical order; those of {@link #unreadable} are left out. */
  public List<Installed> list() {
    return models().models().stream().map(ModelFolder::read).flatMap(Optional::stream).toList();
  }

  /** Folders that should each be a model, but have no readable record. */
  public List<Path> unreadable() {
    return models().models().stream().filter(model -> ModelFolder.read(model).isEmpty()).toList();
  }

  /** Whether the installed file still has the checksum that it was installed with. */
  public boolean isIntact(Installed model) {
    Path file = folder.resolve(model.name()).resolve(ModelFolder.WEIGHTS);
    return Files.isRegularFile(file) && Checksum.sha256(file).hex().equals(model.sha256());
  }
}
