package io.github.evosam.imagej.command.models;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.key.MacroChoice;
import io.github.evosam.imagej.library.ModelListing;
import io.github.evosam.imagej.library.ModelRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Manage Models}.
 *
 * @param models that it was about
 */
record ManageModelsRun(List<ModelRow> models) {

  /**
   * Does what is asked; Escape ends a download. Each model that it was about gets a row in the
   * Results table.
   *
   * @throws IllegalArgumentException if there is no such file, or the download was cancelled
   * @throws io.github.evosam.EvoSamException if a model cannot be read, downloaded or installed
   */
  static ManageModelsRun of(ManageModelsSettings asked) {
    List<ModelRow> models = done(new ModelInstallation(BaseModels.ofUser().folder()), asked);
    ResultsTable table = ResultsTable.getResultsTable();
    models.forEach(model -> append(table, asked, model));
    table.show("Results");
    IJ.log(
        "%s, %s: %s"
            .formatted(
                ManageModelsCommand.TITLE, MacroChoice.value(asked.action()), sentence(models)));
    return new ManageModelsRun(models);
  }

  /** Number of models that are not as they were installed. */
  int failures() {
    return (int) models.stream().filter(ManageModelsRun::isDamaged).count();
  }

  private static boolean isDamaged(ModelRow model) {
    return model.state() == ModelRow.State.DAMAGED;
  }

  private static List<ModelRow> done(ModelInstallation models, ManageModelsSettings asked) {
    return switch (asked.action()) {
      case LIST -> ModelListing.of(models, Map.of());
      case VERIFY -> ModelListing.of(models, ModelListing.check(models));
      case INSTALL -> listed(models, installed(models, asked));
      case REPAIR -> listed(models, repaired(models, asked.name()));
      case REMOVE -> {
        models.remove(asked.name());
        yield List.of(
            new ModelRow(
                asked.name(), ModelRow.State.REMOVED, Optional.empty(), Optional.empty(), ""));
      }
    };
  }

  private static List<ModelRow> listed(ModelInstallation models, String name) {
    return ModelListing.of(models, Map.of()).stream()
        .filter(model -> model.name().equals(name))
        .toList();
  }

  /** Installs, and tells the name. */
  private static String installed(ModelInstallation models, ManageModelsSettings asked) {
    IJ.showStatus(ManageModelsCommand.TITLE + ": installing");
    if (asked.file().isEmpty()) {
      IJ.resetEscape(); // it may have been pressed long before
      return ofDownload(() -> ModelCatalogue.download(models, asked.name(), new Shown()));
    }
    Path file = Path.of(asked.file());
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("file=%s is no file".formatted(file));
    }
    String base = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    String name = asked.name().isEmpty() ? base : asked.name();
    return models.install(name, file, asked.side()).name();
  }

  private static String repaired(ModelInstallation models, String name) {
    IJ.showStatus(ManageModelsCommand.TITLE + ": repairing");
    IJ.resetEscape();
    return ofDownload(() -> ModelCatalogue.repair(models, name, new Shown()));
  }

  private static String ofDownload(Supplier<ModelInstallation.Installed> download) {
    try {
      return download.get().name();
    } catch (CancellationException e) {
      throw new IllegalArgumentException(
          "the download was cancelled; the same command goes on with it", e);
    }
  }

  private static void append(ResultsTable table, ManageModelsSettings asked, ModelRow model) {
    table.addRow();
    table.addValue("Action", MacroChoice.value(asked.action()));
    table.addValue("Model", model.name());
    table.addValue("Encoder", model.encoder());
    table.addValue("Size", model.size());
    table.addValue("Hash", model.checksum());
    table.addValue("Source", model.source());
    table.addValue("Status", model.status());
    table.addValue("Error", isDamaged(model) ? model.note() : "");
  }

  private static String sentence(List<ModelRow> models) {
    return models.size() == 1 ? models.get(0).name() : models.size() + " models";
  }

  /** Shows a download in ImageJ's status line, and ends it by Escape. */
  private static final class Shown implements ModelCatalogue.Progress {
    @Override
    public void at(long doneBytes, long totalBytes) {
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
