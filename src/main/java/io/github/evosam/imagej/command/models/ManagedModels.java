package io.github.evosam.imagej.command.models;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.command.ActionReport;
import io.github.evosam.imagej.library.ModelListing;
import io.github.evosam.imagej.library.ModelRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What {@code EvoSAM Manage Models} does, each by its key {@code action}; Escape ends a download.
 * All throw an {@link io.github.evosam.EvoSamException} if a model cannot be read, downloaded or
 * installed.
 *
 * @param models of the user
 */
record ManagedModels(ModelInstallation models) {

  /** Each model gets a row in the Results table, and the log a sentence. */
  static void report(String action, List<ModelRow> models) {
    ActionReport.show(
        ManageModelsCommand.TITLE + ", " + action,
        "models",
        models,
        ModelRow::name,
        (table, model) -> fill(table, action, model));
  }

  private static void fill(ResultsTable table, String action, ModelRow model) {
    table.addValue("Action", action);
    table.addValue("Model", model.name());
    table.addValue("Encoder", model.encoder());
    table.addValue("Size", model.size());
    table.addValue("Hash", model.checksum());
    table.addValue("Source", model.source());
    table.addValue("Status", model.status());
    table.addValue("Error", isDamaged(model) ? model.note() : "");
  }

  /** Whether a model is not as it was installed. */
  static boolean isDamaged(ModelRow model) {
    return model.state() == ModelRow.State.DAMAGED;
  }

  /** The models that are there, and those that can be installed. */
  List<ModelRow> listed() {
    return ModelListing.of(models, Map.of());
  }

  /** The same after a comparison with their checksums. */
  List<ModelRow> verified() {
    return ModelListing.of(models, ModelListing.check(models));
  }

  private List<ModelRow> listed(String name) {
    return listed().stream().filter(model -> model.name().equals(name)).toList();
  }

  /**
   * Installs a checkpoint file.
   *
   * @param name that it gets; the file's if it is empty
   * @param inputSide of the model in pixels; 0 for what the file says
   * @throws IllegalArgumentException if there is no such file
   */
  List<ModelRow> installed(String name, Path file, int inputSide) {
    IJ.showStatus(ManageModelsCommand.TITLE + ": installing");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("file=%s is no file".formatted(file));
    }
    String base = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    OptionalInt side = inputSide == 0 ? OptionalInt.empty() : OptionalInt.of(inputSide);
    return listed(models.install(name.isEmpty() ? base : name, file, side).name());
  }

  /**
   * Downloads and installs a published model.
   *
   * @throws IllegalArgumentException if it was cancelled
   */
  List<ModelRow> downloaded(String name) {
    return fetched("installing", () -> ModelCatalogue.download(models, name, new Shown()));
  }

  /**
   * Installs a damaged model anew from where it came from.
   *
   * @throws IllegalArgumentException if it was cancelled
   */
  List<ModelRow> repaired(String name) {
    return fetched("repairing", () -> ModelCatalogue.repair(models, name, new Shown()));
  }

  private List<ModelRow> fetched(String doing, Supplier<ModelInstallation.Installed> download) {
    IJ.showStatus(ManageModelsCommand.TITLE + ": " + doing);
    IJ.resetEscape(); // it may have been pressed long before
    try {
      return listed(download.get().name());
    } catch (CancellationException e) {
      throw new IllegalArgumentException(
          "the download was cancelled; the same command goes on with it", e);
    }
  }

  /** Takes a model away, sound or damaged. */
  List<ModelRow> removed(String name) {
    models.remove(name);
    return List.of(
        new ModelRow(name, ModelRow.State.REMOVED, Optional.empty(), Optional.empty(), ""));
  }

  /** Shows a download in ImageJ's status line, and ends it by Escape. */
  private static final class Shown implements ModelCatalogue.Progress {
    @Override
    public void advanced(long doneBytes, long totalBytes) {
      if (totalBytes > 0) {
        IJ.showProgress((double) doneBytes / totalBytes);
      }
    }

    @Override
    public boolean isCancelled() {
      return IJ.escapePressed();
    }
  }
}
