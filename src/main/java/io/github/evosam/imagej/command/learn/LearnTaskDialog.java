package io.github.evosam.imagej.command.learn;

import ij.WindowManager;
import ij.gui.GenericDialog;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.RoiManagers;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The questions of {@code EvoSAM Learn Task} in plain ImageJ; the rare ones on a second page.
 *
 * @param proposed what the fields hold at first
 * @param advice a line above them; may be empty
 */
record LearnTaskDialog(LearnTaskSettings proposed, String advice) {
  /** Label of the command. */
  static final String TITLE = "EvoSAM Learn Task";

  private static final int FOLDER_COLUMNS = 24;

  /** What the second page asks. */
  private record Rare(
      String roifile, String device, int epochs, int rank, long seed, String validation) {
    static Rare of(LearnTaskSettings settings) {
      return new Rare(
          settings.data().roifile(),
          settings.device(),
          settings.advanced().epochs(),
          settings.advanced().rank(),
          settings.advanced().seed(),
          settings.advanced().validation());
    }
  }

  /** The questions as the menu asks them, with the source that the open windows suggest. */
  static LearnTaskDialog ofMenu() {
    LearnTaskSettings usual = LearnTaskSettings.DEFAULT;
    boolean hasRois = WindowManager.getImageCount() > 0 && !RoiManagers.rois().isEmpty();
    return new LearnTaskDialog(hasRois ? usual.learningFrom("roimanager", "") : usual, "");
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
    Optional<Rare> rare = dialog.getNextBoolean() ? askRare() : Optional.of(Rare.of(proposed));
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

  private GenericDialog firstPage() {
    LearnTaskSettings.Data data = proposed.data();
    GenericDialog dialog = new GenericDialog(TITLE);
    if (!advice.isEmpty()) {
      dialog.addMessage(advice);
    }
    dialog.addStringField("Name of the expert", proposed.name(), FOLDER_COLUMNS);
    dialog.addStringField("What is segmented", proposed.task(), FOLDER_COLUMNS);
    dialog.addChoice("Learn from", LearnTaskSettings.SOURCES.toArray(String[]::new), data.source());
    dialog.addMessage("folders: images, and masks of equal names (0 is background)");
    dialog.addDirectoryField("Folder of images", data.images(), FOLDER_COLUMNS);
    dialog.addDirectoryField("Folder of masks", data.masks(), FOLDER_COLUMNS);
    dialog.addMessage("labels, roimanager: the image in front, every slice with objects");
    dialog.addChoice("Label image or mask stack", titles(), "");
    dialog.addMessage("How");
    dialog.addChoice("Model", models(), proposed.model());
    dialog.addNumericField("Minutes at most", proposed.advanced().minutes(), 1);
    dialog.addChoice(
        "If an expert looks the same",
        LearnTaskSettings.SAME_TASK.toArray(String[]::new),
        proposed.advanced().sametask());
    dialog.addMessage("keep: have both; update: the new one takes its place; stop: learn nothing");
    dialog.addCheckbox("Advanced settings", false);
    return dialog;
  }

  private String[] models() {
    return Stream.concat(BaseModels.ofUser().names().stream(), Stream.of(proposed.model()))
        .distinct()
        .toArray(String[]::new);
  }

  private static String[] titles() {
    return Stream.concat(Stream.of(""), Stream.of(WindowManager.getImageTitles()))
        .toArray(String[]::new);
  }

  private Optional<Rare> askRare() {
    Rare usual = Rare.of(proposed);
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
