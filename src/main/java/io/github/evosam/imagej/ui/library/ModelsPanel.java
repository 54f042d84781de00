package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.library.ExpertRow;
import io.github.evosam.imagej.library.ModelRow;
import io.github.evosam.imagej.library.ModelRow.State;
import io.github.evosam.imagej.library.ModelsListener;
import io.github.evosam.imagej.library.ModelsSession;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** Table, buttons, progress and news of the base models. */
final class ModelsPanel extends LivePanel implements ModelsListener {
  private static final long serialVersionUID = 1L;
  private static final String COMMAND = "EvoSAM Manage Models";
  private static final Dimension SIZE = new Dimension(860, 380);
  private static final int PERMILLE = 1000;

  private final transient ModelsSession session;
  private final transient ModelDialogs dialogs = new ModelDialogs(this);
  private final ModelTable table = new ModelTable();
  private final JTextField source = line("Where the selected model comes from");
  private final JTextField hash = line("Hash of the selected model; to be selected and copied");
  private final JProgressBar progress = new JProgressBar(0, PERMILLE);
  private final NewsLine news = new NewsLine();
  private final ImageCacheRow cache = new ImageCacheRow(ImageCache::ofUser, news);
  private final JButton install =
      button("Install", "Download the selected model and check its hash", this::install);
  private final JButton file =
      button("Install file…", "Install a checkpoint file (.pth, .pt, .safetensors)", this::file);
  private final JButton verify =
      button("Verify", "Compare the installed files with their hashes", this::verify);
  private final JButton repair =
      button("Repair", "Install the selected model anew from where it came from", this::repair);
  private final JButton remove =
      button("Remove…", "Delete the selected model; experts of it stay", this::remove);
  private final JButton cancel =
      button("Stop", "Stop the download; the next one resumes it", this::cancel);

  /**
   * An empty panel.
   *
   * @param models folder of the models
   * @param download how published models are had
   */
  ModelsPanel(ModelInstallation models, ModelsSession.Download download) {
    super(SIZE);
    session = new ModelsSession(models, download, SwingUtilities::invokeLater, this);
    table.getSelectionModel().addListSelectionListener(event -> showSelection());
    progress.setStringPainted(true);
    progress.setString("");
    build();
    showSelection();
  }

  private void build() {
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 0));
    List.of(install, file, verify, repair, remove).forEach(buttons::add);
    JPanel running = new JPanel(new BorderLayout(6, 0));
    running.add(progress, BorderLayout.CENTER);
    running.add(cancel, BorderLayout.EAST);
    JPanel details = new JPanel(new BorderLayout(6, 2));
    details.add(labelled("Source:", source), BorderLayout.NORTH);
    details.add(labelled("Hash:", hash), BorderLayout.CENTER);
    details.add(running, BorderLayout.SOUTH);
    JPanel below = new JPanel(new BorderLayout(0, 4));
    below.add(details, BorderLayout.NORTH);
    below.add(cache, BorderLayout.CENTER);
    below.add(news, BorderLayout.SOUTH);
    add(buttons, BorderLayout.NORTH);
    add(new JScrollPane(table), BorderLayout.CENTER);
    add(below, BorderLayout.SOUTH);
  }

  private static JPanel labelled(String text, JTextField field) {
    JPanel row = new JPanel(new BorderLayout(6, 0));
    JLabel label = new JLabel(text);
    label.setPreferredSize(new JLabel("Source: ").getPreferredSize());
    row.add(label, BorderLayout.WEST);
    row.add(field, BorderLayout.CENTER);
    return row;
  }

  private static JTextField line(String tooltip) {
    JTextField line = new JTextField();
    line.setEditable(false);
    line.setToolTipText(tooltip);
    return line;
  }

  /** A panel of the models of the user. */
  static ModelsPanel ofUser() {
    return new ModelsPanel(
        new ModelInstallation(BaseModels.ofUser().folder()),
        io.github.evosam.engine.model.ModelCatalogue::download);
  }

  @Override
  void refresh() {
    session.refresh();
    cache.refresh();
  }

  @Override
  void close() {
    session.close();
    cache.close();
  }

  private void showSelection() {
    Optional<ModelRow> selected = table.selected();
    boolean isKnown = selected.filter(row -> row.state() == State.KNOWN).isPresent();
    install.setEnabled(isKnown && !session.isBusy());
    file.setEnabled(!session.isBusy());
    boolean isDamaged = selected.filter(row -> row.state() == State.DAMAGED).isPresent();
    boolean isThere = isDamaged || selected.filter(r -> r.state() == State.INSTALLED).isPresent();
    repair.setEnabled(isDamaged && !session.isBusy());
    remove.setEnabled(isThere && !session.isBusy());
    cancel.setEnabled(session.isBusy());
    show(source, selected.map(ModelRow::source).orElse(""));
    show(hash, selected.map(ModelRow::checksum).orElse(""));
  }

  private static void show(JTextField field, String text) {
    field.setText(text);
    field.setCaretPosition(0);
  }

  private void install() {
    table
        .selected()
        .filter(dialogs::confirmsDownload)
        .ifPresent(
            model -> {
              MacroRecording.write(COMMAND, "action", "install", "name", model.name());
              session.install(model.name());
            });
  }

  private void file() {
    dialogs
        .checkpoint()
        .ifPresent(
            checkpoint -> dialogs.name(checkpoint).ifPresent(name -> install(checkpoint, name)));
  }

  private void install(Path checkpoint, String name) {
    MacroRecording.write(
        COMMAND, "action", "install", "file", checkpoint.toString(), "name", name.trim());
    session.install(checkpoint, name);
  }

  private void verify() {
    MacroRecording.write(COMMAND, "action", "verify");
    session.verify();
  }

  private void repair() {
    table
        .selected()
        .ifPresent(
            model -> {
              MacroRecording.write(COMMAND, "action", "repair", "name", model.name());
              session.repair(model.name());
            });
  }

  private void remove() {
    table
        .selected()
        .filter(dialogs::confirmsRemoval)
        .ifPresent(
            model -> {
              MacroRecording.write(COMMAND, "action", "remove", "name", model.name());
              session.remove(model.name());
            });
  }

  private void cancel() {
    session.cancel();
    news.say("Stopping…");
  }

  @Override
  public void listed(List<ModelRow> rows) {
    table.show(rows);
    showSelection();
  }

  @Override
  public void installing(String what, long done, long total) {
    progress.setIndeterminate(total <= 0 || done >= total);
    progress.setValue(total <= 0 ? 0 : (int) (PERMILLE * done / total));
    progress.setString(progress(what, done, total));
    showSelection();
  }

  private static String progress(String what, long done, long total) {
    if (done <= 0) {
      return what + ": starting";
    }
    return done == total
        ? what + ": checking and installing"
        : "%s: %s%s"
            .formatted(
                what, ExpertRow.size(done), total <= 0 ? "" : " of " + ExpertRow.size(total));
  }

  @Override
  public void ended() {
    progress.setIndeterminate(false);
    progress.setValue(0);
    progress.setString("");
    showSelection();
  }

  @Override
  public void said(String text) {
    news.say(text);
  }

  @Override
  public void refused(String reason) {
    news.refuse(reason);
  }
}
