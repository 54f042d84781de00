package io.github.evosam.imagej.command.experts;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.ExpertNames;
import io.github.evosam.imagej.command.MacroChoice;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code EvoSAM Manage Experts} in plain ImageJ: the same keys as {@link ManageExpertsCommand},
 * from a macro or a dialog.
 */
public final class ManageExpertsPlugIn extends DialogPlugIn<ManageExpertsSettings> {
  private static final String TITLE = "EvoSAM Manage Experts";
  private static final String ALL = "(all)";
  private static final int COLUMNS = 24;

  /** For ImageJ. */
  public ManageExpertsPlugIn() {
    super(TITLE);
  }

  @Override
  protected ManageExpertsSettings parse(MacroOptions given) {
    return ManageExpertsSettings.parse(given);
  }

  @Override
  protected Optional<ManageExpertsSettings> ask(Supplier<ImagePlus> image) {
    GenericDialog dialog = dialog();
    dialog.showDialog();
    return dialog.wasCanceled()
        ? Optional.empty()
        : Optional.of(answer(dialog)).filter(ManageExpertsPlugIn::isMeant);
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<ManageExpertsSettings> settings) {
    return ManageExpertsRun.of(settings).error();
  }

  private static GenericDialog dialog() {
    ManageExpertsSettings usual = ManageExpertsSettings.DEFAULT;
    List<String> experts =
        Stream.concat(Stream.of(ALL), ExpertNames.experts(TITLE).stream()).toList();
    GenericDialog dialog = new GenericDialog(TITLE);
    dialog.addChoice(
        "Action", MacroChoice.values(ExpertAction.class), MacroChoice.value(usual.action()));
    dialog.addChoice("Expert", experts.toArray(String[]::new), ALL);
    dialog.addMessage("To export or to import");
    dialog.addFileField("File (.evosam)", usual.file(), COLUMNS);
    dialog.addCheckbox("Replace a file that is there", usual.replace());
    dialog.addMessage("To rename, or to import under another name");
    dialog.addStringField("New name", usual.name(), COLUMNS);
    dialog.addMessage("To annotate");
    dialog.addStringField("Notes", usual.notes(), COLUMNS);
    return dialog;
  }

  private static ManageExpertsSettings answer(GenericDialog dialog) {
    ExpertAction action = MacroChoice.parse(ExpertAction.class, "action", dialog.getNextChoice());
    String expert = dialog.getNextChoice();
    String file = dialog.getNextString().trim();
    boolean replace = dialog.getNextBoolean();
    String name = dialog.getNextString().trim();
    String notes = dialog.getNextString().trim();
    return new ManageExpertsSettings(
        action, expert.equals(ALL) ? "" : expert, file, replace, name, notes);
  }

  private static boolean isMeant(ManageExpertsSettings settings) {
    return settings.action() != ExpertAction.REMOVE
        || IJ.showMessageWithCancel(
            TITLE,
            "Remove '%s' for ever?\nExport it first if it may be needed again."
                .formatted(settings.expert()));
  }

  @Override
  protected void record(ManageExpertsSettings settings) {
    Recorder.recordOption("action", MacroChoice.value(settings.action()));
    recordText("expert", settings.expert());
    recordText("file", settings.file());
    if (settings.action() == ExpertAction.EXPORT) {
      recordFlag("replace", settings.replace());
    }
    recordText("name", settings.name());
    recordText("notes", settings.notes());
  }
}
