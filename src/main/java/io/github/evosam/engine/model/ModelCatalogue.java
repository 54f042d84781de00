package io.github.evosam.engine.model;

import io.github.evosam.weights.DownloadProgress;
import io.github.evosam.weights.PublishedCheckpoint;
import io.github.evosam.weights.RemoteFile;
import io.github.evosam.weights.WeightsException;
import java.util.List;
import java.util.OptionalLong;

/** The published checkpoints that can be installed by name. */
public final class ModelCatalogue {
  private ModelCatalogue() {}

  /** Watches a download, for those who do not know the package of the weights. */
  @FunctionalInterface
  public interface Progress extends DownloadProgress {}

  /**
   * A published checkpoint.
   *
   * @param name that it is installed by
   * @param source address
   * @param bytes size of the download; empty if it is not known before
   * @param checksum that the download must have, {@code SHA-256 hex}
   */
  public record Published(String name, String source, OptionalLong bytes, String checksum) {}

  /** Names of the published checkpoints. */
  public static List<String> published() {
    return PublishedCheckpoint.names();
  }

  /** The published checkpoints, as far as they are known before they are downloaded. */
  public static List<Published> details() {
    return published().stream().map(name -> details(requirePublished(name))).toList();
  }

  private static Published details(PublishedCheckpoint checkpoint) {
    RemoteFile file = checkpoint.file();
    return new Published(
        checkpoint.modelName(),
        file.source().toString(),
        file.bytes() == RemoteFile.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(file.bytes()),
        file.checksum().toString());
  }

  /**
   * Downloads and installs a published checkpoint; one that was stopped is resumed.
   *
   * @throws java.util.concurrent.CancellationException if it was stopped by the progress
   * @throws WeightsException if the name is not known, is taken, or the download fails
   */
  public static ModelInstallation.Installed download(
      ModelInstallation models, String name, Progress progress) {
    return models.install(requirePublished(name), progress);
  }

  /**
   * Installs a damaged model anew from where it came from.
   *
   * @throws WeightsException if there is none of that name, or its source is gone
   */
  public static ModelInstallation.Installed repair(
      ModelInstallation models, String name, Progress progress) {
    return models.repair(name, progress);
  }

  /**
   * The published checkpoint of a name.
   *
   * @throws WeightsException if there is none; names those that there are
   */
  public static PublishedCheckpoint requirePublished(String name) {
    return PublishedCheckpoint.named(name)
        .orElseThrow(
            () ->
                new WeightsException(
                    "'%s' is neither a file nor a published model; published are %s"
                        .formatted(name, String.join(", ", published()))));
  }
}
