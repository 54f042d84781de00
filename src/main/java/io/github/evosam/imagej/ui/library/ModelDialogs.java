package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ModelRow;
import java.awt.Component;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;

/** What the window of the base models asks its user. */
final class ModelDialogs {
  private static final String TITLE = "EvoSAM Models";

  private final Component parent;

  ModelDialogs(Component parent) {
    this.parent = parent;
  }

  /** Whether a model is really to be removed. */
  boolean confirmsRemoval(ModelRow model) {
    return confirms(
        "Remove '%s' from disk?\nIts experts stay, but need it to be used.".formatted(model.name()),
        JOptionPane.WARNING_MESSAGE,
        "Remove");
  }

  private boolean confirms(String question, int kind, String yes) {
    Object[] answers = {yes, "Cancel"};
    Object usual = kind == JOptionPane.WARNING_MESSAGE ? answers[1] : yes;
    return JOptionPane.showOptionDialog(
            parent, question, TITLE, JOptionPane.DEFAULT_OPTION, kind, null, answers, usual)
        == 0;
  }

  /** Whether a published model is really to be downloaded. */
  boolean confirmsDownload(ModelRow model) {
    String question =
        "Download %s%s from\n%s\nand check it against %s?"
            .formatted(
                model.name(),
                model.size().isEmpty() ? "" : " (" + model.size() + ")",
                model.source(),
                model.checksum());
    return confirms(question, JOptionPane.QUESTION_MESSAGE, "Download");
  }

  /** A checkpoint to install; empty if cancelled. */
  Optional<Path> checkpoint() {
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle("Install a checkpoint");
    chooser.setFileFilter(
        new FileNameExtensionFilter(
            "Checkpoints (*.pth, *.pt, *.safetensors)", "pth", "pt", "safetensors"));
    return chooser.showOpenDialog(parent) == JFileChooser.APPROVE_OPTION
        ? Optional.of(chooser.getSelectedFile().toPath())
        : Optional.empty();
  }

  /** The name that a checkpoint gets; empty if cancelled. */
  Optional<String> name(Path checkpoint) {
    String base = checkpoint.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    Object name =
        JOptionPane.showInputDialog(
            parent, "Name of the model:", TITLE, JOptionPane.QUESTION_MESSAGE, null, null, base);
    return Optional.ofNullable(name).map(Object::toString).filter(text -> !text.isBlank());
  }
}
