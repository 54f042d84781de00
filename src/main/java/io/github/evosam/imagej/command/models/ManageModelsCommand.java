package io.github.evosam.imagej.command.models;

import ij.IJ;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.FailureRow;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.library.ModelRow;
import java.nio.file.Path;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** {@code EvoSAM Manage Models}: what the window of the models does, for macros and scripts. */
@Plugin(type = Command.class)
public final class ManageModelsCommand extends EvoSamCommand {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Manage Models";

  private static final String DO = "What to do";

  @Parameter(
      label = "Action",
      description = "remove is for ever",
      choices = {"list", "install", "verify", "repair", "remove"},
      persist = false)
  @Shown(group = DO, remembered = false)
  private String action = "list";

  @Parameter(
      label = "Name",
      description =
          "Of a published model to download, for the file to install, or of the model to repair or"
              + " remove",
      required = false,
      persist = false)
  @Shown(
      group = DO,
      remembered = false,
      when = {"action=install", "action=repair", "action=remove"})
  private String name = "";

  @Parameter(
      label = "Checkpoint file",
      description = "File to install; empty to download",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  @Shown(group = DO, remembered = false, when = "action=install")
  private String file = "";

  @Parameter(
      label = "Input side (0: as the file says)",
      description = "Pixels, for a SAM 2 that was trained at another side than 1024",
      min = "0",
      max = "2048",
      persist = false)
  @Shown(group = DO, remembered = false, when = "action=install")
  private int inputside;

  @Parameter(type = ItemIO.OUTPUT)
  private int models;

  @Parameter(type = ItemIO.OUTPUT)
  private int failures;

  /** With the usual keys. */
  public ManageModelsCommand() {
    super(TITLE);
  }

  @Override
  protected String heading() {
    return "Models to download: " + String.join(", ", ModelCatalogue.published());
  }

  @Override
  protected void requireSensible() {
    if (action.equals("install") && name.isEmpty() && file.isEmpty()) {
      throw new IllegalArgumentException(
          "It is not said what to install; set name= to a published model, or file= to a checkpoint");
    }
    if (inputside > 0 && file.isEmpty()) {
      throw new IllegalArgumentException(
          "inputside=%d goes with a checkpoint file; a published model has a side of its own"
              .formatted(inputside));
    }
    if ((action.equals("repair") || action.equals("remove")) && name.isEmpty()) {
      throw new IllegalArgumentException("name= is missing; action=%s needs it".formatted(action));
    }
  }

  @Override
  protected boolean isMeant() {
    return !action.equals("remove")
        || IJ.showMessageWithCancel(TITLE, "Remove the model '%s' from disk?".formatted(name));
  }

  @Override
  protected void work() {
    List<ModelRow> rows =
        rows(new ManagedModels(new ModelInstallation(BaseModels.ofUser().folder())));
    ManagedModels.report(action, rows);
    models = rows.size();
    failures = (int) rows.stream().filter(ManagedModels::isDamaged).count();
  }

  @Override
  protected void failed(String reason) {
    FailureRow.add(reason);
  }

  /** Does what the keys ask for; tells of the models that it was about. */
  private List<ModelRow> rows(ManagedModels managed) {
    return switch (action) {
      case "install" ->
          file.isEmpty()
              ? managed.downloaded(name)
              : managed.installed(name, Path.of(file), inputside);
      case "verify" -> managed.verified();
      case "repair" -> managed.repaired(name);
      case "remove" -> managed.removed(name);
      default -> managed.listed();
    };
  }
}
