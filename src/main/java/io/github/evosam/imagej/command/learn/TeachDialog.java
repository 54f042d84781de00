package io.github.evosam.imagej.command.learn;

import ij.Prefs;
import ij.gui.GenericDialog;
import io.github.evosam.imagej.interactive.AcceptedSlices;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Asks where accepted objects are collected as training data, and whether to learn from them. */
final class TeachDialog {
  /** Title of the window. */
  static final String TITLE = "EvoSAM Teach This";

  /** Label of the field with the folder. */
  static final String FOLDER = "Folder of the task";

  private static final String REMEMBERED = "evosam.teach.folder";
  private static final int FOLDER_COLUMNS = 30;

  /**
   * What the user wants.
   *
   * @param folder of the training data
   * @param learnNow whether to go on to EvoSAM Learn Task
   */
  record Answer(Path folder, boolean learnNow) {
    /** The folder's name, if the user has given it one. */
    String suggestedName() {
      boolean isNamed = folder.getFileName() != null && !folder.equals(usualFolder());
      return isNamed ? folder.getFileName().toString() : "";
    }
  }

  private TeachDialog() {}

  /**
   * Asks the user, and remembers the folder for the next time.
   *
   * @return the answer; empty if cancelled
   * @throws IllegalArgumentException if the folder is none
   */
  static Optional<Answer> ask(AcceptedSlices lesson) {
    GenericDialog dialog = new GenericDialog(TITLE);
    dialog.addMessage(
        "%s of '%s' become training data.\nWhat was not accepted there counts as background, so accept every object of the task first."
            .formatted(amount(lesson), lesson.image().getTitle()));
    dialog.addDirectoryField(
        FOLDER, Prefs.get(REMEMBERED, usualFolder().toString()), FOLDER_COLUMNS);
    dialog.addMessage(
        "Image and labels are added to its folders 'images' and 'masks'. Collect the objects of a\n"
            + "dozen images or more in one folder, then learn; teaching a plane again replaces its labels.");
    dialog.addCheckbox("Learn now from all images in the folder", true);
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return Optional.empty();
    }
    Answer answer = new Answer(folder(dialog.getNextString().trim()), dialog.getNextBoolean());
    Prefs.set(REMEMBERED, answer.folder().toString());
    return Optional.of(answer);
  }

  /** As in {@code 5 objects on 2 planes}. */
  static String amount(AcceptedSlices lesson) {
    int planes = lesson.planes().size();
    return "%d object%s on %d plane%s"
        .formatted(
            lesson.objects(), lesson.objects() == 1 ? "" : "s", planes, planes == 1 ? "" : "s");
  }

  private static Path usualFolder() {
    return Path.of(System.getProperty("user.home"), "evosam-training").toAbsolutePath();
  }

  private static Path folder(String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(text).toAbsolutePath();
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'%s' is no folder; give one for the training data".formatted(text));
  }
}
