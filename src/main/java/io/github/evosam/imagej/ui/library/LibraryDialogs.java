package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ExpertRow;
import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.JCheckBox;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;

/** What the window of the experts asks its user. */
final class LibraryDialogs {
  /** Ending of files that hold an expert, by custom. */
  static final String ENDING = ".evosam";

  private static final String TITLE = "EvoSAM Expert Library";
  private static final int NAMES_SHOWN = 8;

  private final Component parent;

  LibraryDialogs(Component parent) {
    this.parent = parent;
  }

  /** Whether experts are really to be removed. */
  boolean confirmsRemoval(List<ExpertRow> experts) {
    String names =
        experts.stream()
            .limit(NAMES_SHOWN)
            .map(expert -> "'" + expert.name() + "'")
            .collect(Collectors.joining(", "));
    int more = experts.size() - NAMES_SHOWN;
    return confirms(
        "Remove %s%s for ever?\nExport first what may be needed again; it cannot be undone."
            .formatted(names, more > 0 ? " and " + more + " more" : ""),
        "Remove");
  }

  private boolean confirms(String question, String yes) {
    Object[] answers = {yes, "Cancel"};
    return JOptionPane.showOptionDialog(
            parent,
            question,
            TITLE,
            JOptionPane.DEFAULT_OPTION,
            JOptionPane.WARNING_MESSAGE,
            null,
            answers,
            answers[1])
        == 0;
  }

  /** Another name for an expert that cannot be imported under its own; empty to leave it. */
  Optional<String> otherName(String reason, String free) {
    Object name =
        JOptionPane.showInputDialog(
            parent,
            reason + ".\nImport it as:",
            TITLE,
            JOptionPane.QUESTION_MESSAGE,
            null,
            null,
            free);
    return Optional.ofNullable(name).map(Object::toString).filter(text -> !text.isBlank());
  }

  /** Files to import; none if cancelled. */
  List<Path> filesToImport() {
    JFileChooser chooser = chooser("Import experts");
    chooser.setMultiSelectionEnabled(true);
    return chooser.showOpenDialog(parent) == JFileChooser.APPROVE_OPTION
        ? Arrays.stream(chooser.getSelectedFiles()).map(File::toPath).toList()
        : List.of();
  }

  /**
   * Where to export to.
   *
   * @param place a file, or the folder of several
   * @param withPicture whether pictures go with the experts
   */
  record Export(Path place, boolean withPicture) {}

  /** Below the files, off until somebody wants it. */
  private static JCheckBox picture(JFileChooser chooser) {
    JCheckBox picture = new JCheckBox("With picture");
    picture.setName("picture");
    picture.setToolTipText("The picture shows one of the images that the expert was taught");
    chooser.setAccessory(picture);
    return picture;
  }

  /** Where an expert is exported to; empty if cancelled. */
  Optional<Export> exportFile(ExpertRow expert) {
    JFileChooser chooser = chooser("Export '" + expert.name() + "'");
    JCheckBox picture = picture(chooser);
    chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), expert.name() + ENDING));
    if (chooser.showSaveDialog(parent) != JFileChooser.APPROVE_OPTION) {
      return Optional.empty();
    }
    Path chosen = chooser.getSelectedFile().toPath();
    Path file =
        chosen.toString().endsWith(ENDING)
            ? chosen
            : chosen.resolveSibling(chosen.getFileName() + ENDING);
    return !Files.exists(file) || confirms("Replace " + file + "?", "Replace")
        ? Optional.of(new Export(file, picture.isSelected()))
        : Optional.empty();
  }

  /** The folder that several experts are exported to; empty if cancelled. */
  Optional<Export> exportFolder(List<ExpertRow> experts) {
    JFileChooser chooser = new JFileChooser();
    JCheckBox picture = picture(chooser);
    chooser.setDialogTitle("Folder for %d experts".formatted(experts.size()));
    chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
    if (chooser.showSaveDialog(parent) != JFileChooser.APPROVE_OPTION) {
      return Optional.empty();
    }
    Path folder = chooser.getSelectedFile().toPath();
    long there =
        experts.stream().filter(e -> Files.exists(folder.resolve(e.name() + ENDING))).count();
    return there == 0 || confirms("Replace %d files in %s?".formatted(there, folder), "Replace")
        ? Optional.of(new Export(folder, picture.isSelected()))
        : Optional.empty();
  }

  private static JFileChooser chooser(String title) {
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle(title);
    chooser.setFileFilter(
        new FileNameExtensionFilter("EvoSAM experts (*" + ENDING + ")", ENDING.substring(1)));
    return chooser;
  }
}
