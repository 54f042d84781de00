package io.github.evosam.imagej.command.evaluate;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code EvoSAM Evaluate} in plain ImageJ: the same keys as {@link EvaluateCommand}, from a macro
 * or a dialog.
 */
public final class EvaluatePlugIn extends DialogPlugIn<EvaluateSettings> {
  private static final String TITLE = "EvoSAM Evaluate";
  private static final String NO_IMAGE = "(a folder, see below)";
  private static final int FOLDER_COLUMNS = 24;

  /** For ImageJ. */
  public EvaluatePlugIn() {
    super(TITLE);
  }

  @Override
  protected EvaluateSettings parse(MacroOptions given) {
    return EvaluateSettings.parse(given);
  }

  @Override
  protected Optional<EvaluateSettings> ask(Supplier<ImagePlus> image) {
    return answer(dialog());
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<EvaluateSettings> settings) {
    return EvaluateRun.of(settings).error();
  }

  static GenericDialog dialog() {
    EvaluateSettings usual = EvaluateSettings.DEFAULT;
    String[] titles =
        Stream.concat(Stream.of(NO_IMAGE), Stream.of(WindowManager.getImageTitles()))
            .toArray(String[]::new);
    GenericDialog dialog = new GenericDialog(TITLE);
    dialog.addMessage("Two open images: labels or masks");
    dialog.addChoice("Result", titles, titles.length > 1 ? titles[1] : NO_IMAGE);
    dialog.addChoice("Truth", titles, titles.length > 2 ? titles[2] : NO_IMAGE);
    dialog.addMessage("Or two folders with equal names");
    dialog.addDirectoryField("Folder of results", "", FOLDER_COLUMNS);
    dialog.addDirectoryField("Folder of truths", "", FOLDER_COLUMNS);
    dialog.addMessage("Surface Dice: in the images' unit as 0.5, or in pixels as 2px");
    dialog.addStringField("Tolerance", usual.tolerance().toString(), 8);
    dialog.addDirectoryField("Folder for CSV and plots", usual.output(), FOLDER_COLUMNS);
    dialog.addCheckbox("Results table", usual.table());
    dialog.addCheckbox("Plots", usual.plots());
    return dialog;
  }

  private static Optional<EvaluateSettings> answer(GenericDialog dialog) {
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    String result = dialog.getNextChoice();
    String truth = dialog.getNextChoice();
    String results = dialog.getNextString().trim();
    String truths = dialog.getNextString().trim();
    Tolerance tolerance = Tolerance.parse(dialog.getNextString());
    String output = dialog.getNextString().trim();
    boolean table = dialog.getNextBoolean();
    return Optional.of(
        new EvaluateSettings(
            chosen(results, result),
            chosen(truths, truth),
            tolerance,
            output,
            table,
            dialog.getNextBoolean()));
  }

  private static String chosen(String folder, String title) {
    return folder.isEmpty() && !title.equals(NO_IMAGE) ? title : folder;
  }

  @Override
  protected void record(EvaluateSettings settings) {
    recordText("result", settings.result());
    recordText("truth", settings.truth());
    Recorder.recordOption("tolerance", settings.tolerance().toString());
    recordText("output", settings.output());
    recordFlag("table", settings.table());
    recordFlag("plots", settings.plots());
  }
}
