package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.ExpertPreview;
import io.github.evosam.imagej.library.ExpertRow;
import io.github.evosam.imagej.library.LibraryListener;
import io.github.evosam.imagej.library.LibrarySession;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.nio.file.Path;
import java.util.List;
import javax.swing.DropMode;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/** Table, buttons, notes and news of the expert library. */
final class ExpertLibraryPanel extends LivePanel implements LibraryListener {
  private static final long serialVersionUID = 1L;
  private static final Dimension SIZE = new Dimension(960, 580);
  private static final int REFRESH_MILLIS = 2000;

  private final transient LibrarySession session;
  private final transient RecordedLibrary library;
  private final transient LibraryDialogs dialogs = new LibraryDialogs(this);
  private final transient FrontImage front = new FrontImage();
  private final transient Timer refreshing = new Timer(REFRESH_MILLIS, event -> refresh());
  private final ExpertTable table;
  private final ExpertNotes notes;
  private final NewsLine news = new NewsLine();
  private final JButton rename =
      button("Rename", "Change the name in the table (or double click it)", this::rename);
  private final JButton compare =
      button(
          "Compare on image",
          "What two selected experts find in the image in front, side by side",
          this::compare);
  private final JButton export =
      button("Export…", "Write the selected experts as files, or drag them out", this::export);
  private final JButton importing =
      button("Import…", "Take experts from files, or drop them on the table", this::importFiles);
  private final JButton verify = button("Verify", "Check every byte of every expert", this::verify);
  private final JButton remove =
      button("Remove…", "Remove the selected experts for ever", this::remove);

  /**
   * An empty panel.
   *
   * @param bench with the library that is shown
   */
  ExpertLibraryPanel(ExpertPreview.Bench bench) {
    super(SIZE);
    session = new LibrarySession(bench, SwingUtilities::invokeLater, this);
    library = new RecordedLibrary(session);
    table = new ExpertTable(session::thumbnail, library::rename);
    notes = new ExpertNotes(library::annotate);
    table.setTransferHandler(new ExpertTransfer(session::exportNow, library::importFrom));
    table.setDragEnabled(true);
    table.setDropMode(DropMode.ON);
    table.setAutoResizeMode(JTable.AUTO_RESIZE_SUBSEQUENT_COLUMNS);
    table.getSelectionModel().addListSelectionListener(event -> showSelection());
    build();
    showSelection();
    refreshing.start();
  }

  private void build() {
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 0));
    List.of(rename, compare, export, importing, verify, remove).forEach(buttons::add);
    JScrollPane scroll = new JScrollPane(table);
    JPanel below = new JPanel(new BorderLayout(0, 4));
    below.add(notes, BorderLayout.CENTER);
    below.add(news, BorderLayout.SOUTH);
    add(buttons, BorderLayout.NORTH);
    add(scroll, BorderLayout.CENTER);
    add(below, BorderLayout.SOUTH);
  }

  private void showSelection() {
    List<ExpertRow> selected = table.selected();
    boolean areUsable = !selected.isEmpty() && selected.stream().allMatch(ExpertRow::isUsable);
    rename.setEnabled(areUsable && selected.size() == 1);
    compare.setEnabled(areUsable && selected.size() == 2);
    export.setEnabled(areUsable);
    remove.setEnabled(!selected.isEmpty());
    notes.show(selected);
  }

  private void rename() {
    table.editName();
  }

  private void compare() {
    List<ExpertRow> two = table.selected();
    front
        .image()
        .ifPresentOrElse(
            image ->
                session.compare(
                    two.get(0).id(), two.get(1).id(), image.getTitle(), front.plane(image)),
            () -> news.refuse("No image is open to compare experts on; open one first"));
  }

  private void export() {
    List<ExpertRow> selected = table.selected();
    if (selected.size() == 1) {
      ExpertRow only = selected.get(0);
      dialogs
          .exportFile(only)
          .ifPresent(chosen -> library.exportTo(only, chosen.place(), chosen.withPicture()));
      return;
    }
    dialogs
        .exportFolder(selected)
        .ifPresent(
            folder ->
                selected.forEach(
                    row ->
                        library.exportTo(
                            row,
                            folder.place().resolve(row.name() + LibraryDialogs.ENDING),
                            folder.withPicture())));
  }

  private void importFiles() {
    library.importFrom(dialogs.filesToImport());
  }

  private void verify() {
    library.verify();
  }

  private void remove() {
    List<ExpertRow> selected = table.selected();
    if (dialogs.confirmsRemoval(selected)) {
      library.remove(selected);
    }
  }

  @Override
  public void listed(List<ExpertRow> rows) {
    table.show(rows);
    showSelection();
    if (rows.isEmpty()) {
      news.say("There is no expert yet. Teach one with EvoSAM Learn Task, or drop .evosam files.");
    }
  }

  @Override
  public void said(String text) {
    news.say(text);
  }

  @Override
  public void refused(String reason) {
    news.refuse(reason);
  }

  @Override
  public void nameNeeded(Path file, String reason, String free) {
    dialogs
        .otherName(reason, free)
        .ifPresentOrElse(
            name -> library.importAs(file, name), () -> news.refuse(reason + "; left out"));
  }

  @Override
  public void compared(Comparison comparison) {
    front.show(comparison);
    news.say("Compared on '%s'".formatted(comparison.image()));
  }

  @Override
  void refresh() {
    session.refresh();
  }

  /** Saves what was typed, and ends. */
  @Override
  void close() {
    refreshing.stop();
    notes.saveChanges();
    session.close();
  }
}
