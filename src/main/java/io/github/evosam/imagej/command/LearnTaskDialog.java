package io.github.evosam.imagej.command;

import ij.WindowManager;
import ij.gui.GenericDialog;
import io.github.evosam.engine.BaseModels;
import java.util.Optional;
import java.util.stream.Stream;

/** The questions of {@code EvoSAM Learn Task} in plain ImageJ; the rare ones on a second page. */
final class LearnTaskDialog {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Learn Task";

  private static final LearnTaskSettings USUAL = LearnTaskSettings.DEFAULT;
  private static final int FOLDER_COLUMNS = 24;

  /** What the second page asks. */
  private record Rare(
      String roifile, String device, int epochs, int rank, long seed, String validation) {
    static final Rare USUAL_ANSWERS =
        new Rare(
            USUAL.data().roifile(),
            USUAL.device(),
            USUAL.advanced().epochs(),
            USUAL.advanced().rank(),
            USUAL.advanced().seed(),
            USUAL.advanced().validation());
  }

  /**
   * Asks the user.
   *
   * @return the answer; empty if cancelled
   * @throws IllegalArgumentException if an answer is not possible
   */
  Optional<LearnTaskSettings> ask() {
    GenericDialog dialog = firstPage();
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    String name = dialog.getNextString().trim();
    String task = dialog.getNextString().trim();
    String source = dialog.getNextChoice();
    String images = dialog.getNextString().trim();
    String masks = dialog.getNextString().trim();
    String labelimage = dialog.getNextChoice();
    String model = dialog.getNextChoice();
    double minutes = dialog.getNextNumber();
    String sametask = dialog.getNextChoice();
    Optional<Rare> rare = dialog.getNextBoolean() ? askRare() : Optional.of(Rare.USUAL_ANSWERS);
    return rare.map(
        r ->
            new LearnTaskSettings(
                name,
                task,
                new LearnTaskSettings.Data(source, images, masks, labelimage, r.roifile()),
                model,
                r.device(),
                new LearnTaskSettings.Advanced(
                    minutes, r.epochs(), r.rank(), r.seed(), r.validation(), sametask)));
  }

  private static GenericDialog firstPage() {
    GenericDialog dialog = new GenericDialog(TITLE);
    dialog.addStringField("Name of the expert", USUAL.name(), FOLDER_COLUMNS);
    dialog.addStringField("What is segmented", USUAL.task(), FOLDER_COLUMNS);
    dialog.addChoice(
        "Learn from",
        LearnTaskSettings.SOURCES.toArray(String[]::new),
        WindowManager.getImageCount() > 0 ? suggested() : USUAL.data().source());
    dialog.addMessage("folders: images, and masks of equal names (0 is background)");
    dialog.addDirectoryField("Folder of images", USUAL.data().images(), FOLDER_COLUMNS);
    dialog.addDirectoryField("Folder of masks", USUAL.data().masks(), FOLDER_COLUMNS);
    dialog.addMessage("labels, roimanager: the image in front, every slice with objects");
    dialog.addChoice("Label image or mask stack", titles(), "");
    dialog.addMessage("How");
    String[] models = BaseModels.ofUser().names().toArray(String[]::new);
    dialog.addChoice("Model", models, USUAL.model());
    dialog.addNumericField("Minutes at most", USUAL.advanced().minutes(), 1);
    dialog.addChoice(
        "If an expert looks the same",
        LearnTaskSettings.SAME_TASK.toArray(String[]::new),
        USUAL.advanced().sametask());
    dialog.addMessage("keep: have both; update: the new one takes its place; stop: learn nothing");
    dialog.addCheckbox("Advanced settings", false);
    return dialog;
  }

  private static String suggested() {
    return RoiManagers.rois().isEmpty() ? USUAL.data().source() : "roimanager";
  }

  private static String[] titles() {
    return Stream.concat(Stream.of(""), Stream.of(WindowManager.getImageTitles()))
        .toArray(String[]::new);
  }

  private static Optional<Rare> askRare() {
    Rare usual = Rare.USUAL_ANSWERS;
    GenericDialog dialog = new GenericDialog(TITLE + ", advanced");
    dialog.addFileField("ROI file (instead of the manager)", usual.roifile(), FOLDER_COLUMNS);
    dialog.addStringField("Device (auto, cpu, gpuN)", usual.device(), 8);
    dialog.addNumericField("Epochs (0: minutes count)", usual.epochs(), 0);
    dialog.addNumericField("Rank", usual.rank(), 0);
    dialog.addNumericField("Seed", usual.seed(), 0);
    dialog.addStringField("Validation (share or folder)", usual.validation(), FOLDER_COLUMNS);
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    String roifile = dialog.getNextString().trim();
    String device = dialog.getNextString().trim();
    int epochs = (int) dialog.getNextNumber();
    int rank = (int) dialog.getNextNumber();
    long seed = (long) dialog.getNextNumber();
    return Optional.of(
        new Rare(roifile, device, epochs, rank, seed, dialog.getNextString().trim()));
  }
}
