package io.github.evosam.engine;

import io.github.evosam.weights.PublishedCheckpoint;
import io.github.evosam.weights.WeightsException;
import java.util.List;

/** The published checkpoints that can be installed by name. */
public final class ModelCatalogue {
  private ModelCatalogue() {}

  /** Hears of a download's progress. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called now and then.
     *
     * @param doneBytes bytes so far
     * @param totalBytes size of the file, −1 if unknown
     */
    void at(long doneBytes, long totalBytes);
  }

  /** Names of the published checkpoints. */
  public static List<String> published() {
    return PublishedCheckpoint.names();
  }

  /**
   * Downloads and installs a published checkpoint.
   *
   * @throws WeightsException if the name is not known, is taken, or the download fails
   */
  public static ModelInstallation.Installed download(
      ModelInstallation models, String name, Progress progress) {
    return models.install(requirePublished(name), progress::at);
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
