package io.github.evosam.imagej.command.models;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.MacroChoice;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Manage Models} in plain ImageJ: the same keys as {@link ManageModelsCommand}, from
 * a macro or a dialog.
 */
public final class ManageModelsPlugIn extends DialogPlugIn<ManageModelsSettings> {
  private static final String TITLE = "EvoSAM Manage Models";
  private static final int COLUMNS = 24;

  /** For ImageJ. */
  public ManageModelsPlugIn() {
    super(TITLE);
  }

  @Override
  protected ManageModelsSettings parse(MacroOptions given) {
    return ManageModelsSettings.parse(given);
  }

  @Override
  protected Optional<ManageModelsSettings> ask(Supplier<ImagePlus> image) {
    GenericDialog dialog = dialog();
    dialog.showDialog();
    return dialog.wasCanceled() ? Optional.empty() : Optional.of(answer(dialog));
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<ManageModelsSettings> settings) {
    return ManageModelsRun.of(settings).error();
  }

  private static GenericDialog dialog() {
    ManageModelsSettings usual = ManageModelsSettings.DEFAULT;
    GenericDialog dialog = new GenericDialog(TITLE);
    dialog.addChoice(
        "Action", MacroChoice.values(ModelAction.class), MacroChoice.value(usual.action()));
    dialog.addMessage("To install a file");
    dialog.addFileField("Checkpoint", usual.file(), COLUMNS);
    dialog.addMessage(
        "Its name, or that of a model to download:\n"
            + String.join(", ", ModelCatalogue.published()));
    dialog.addStringField("Name", usual.name(), COLUMNS);
    return dialog;
  }

  private static ManageModelsSettings answer(GenericDialog dialog) {
    ModelAction action = MacroChoice.parse(ModelAction.class, "action", dialog.getNextChoice());
    String file = dialog.getNextString().trim();
    return new ManageModelsSettings(action, dialog.getNextString().trim(), file);
  }

  @Override
  protected void record(ManageModelsSettings settings) {
    Recorder.recordOption("action", MacroChoice.value(settings.action()));
    recordText("name", settings.name());
    recordText("file", settings.file());
  }
}
