package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.command.MacroChoice;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * {@code EvoSAM Manage Models} in Fiji: what the window of the models does, for macros and scripts.
 * Field names are macro keys; see {@link ManageModelsSettings} for what they mean. In plain ImageJ
 * {@link ManageModelsPlugIn} takes its place.
 */
@Plugin(
    type = Command.class,
    menu = {
      @Menu(label = "Plugins"),
      @Menu(label = "EvoSAM"),
      @Menu(label = "EvoSAM Manage Models")
    })
public final class ManageModelsCommand extends ContextCommand {
  private static final ManageModelsSettings USUAL = ManageModelsSettings.DEFAULT;

  @Parameter(
      label = "Action",
      choices = {"list", "install", "verify"},
      persist = false)
  private String action = MacroChoice.value(USUAL.action());

  @Parameter(
      label = "Name",
      description = "Of a published model to download, or for the file to install",
      required = false,
      persist = false)
  private String name = USUAL.name();

  @Parameter(
      label = "File",
      description = "Checkpoint to install; empty to download",
      style = FileWidget.OPEN_STYLE,
      required = false,
      persist = false)
  private String file = USUAL.file();

  @Parameter(type = ItemIO.OUTPUT, label = "Models")
  private int models;

  @Parameter(type = ItemIO.OUTPUT, label = "Models that are damaged")
  private int failures;

  @Override
  public void run() {
    ManageModelsRun run = ManageModelsRun.of(this::settings);
    models = run.models().size();
    failures = run.failures();
    if (!run.error().isEmpty()) {
      cancel(run.error());
    }
  }

  private ManageModelsSettings settings() {
    return new ManageModelsSettings(
        MacroChoice.parse(ModelAction.class, "action", action), name.trim(), file.trim());
  }
}
