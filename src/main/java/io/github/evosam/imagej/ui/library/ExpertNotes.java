package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.imagej.library.ExpertRow;
import java.awt.BorderLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/**
 * More about the selected expert, and its notes. Notes that were changed are saved by the button,
 * or when another expert is selected.
 */
final class ExpertNotes extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient BiConsumer<String, String> save;
  private final NewsLine facts = new NewsLine();
  private final JTextArea notes = new JTextArea(3, 40);
  private final JButton button = new JButton("Save notes");
  private transient Optional<ExpertRow> shown = Optional.empty();

  /**
   * An empty panel.
   *
   * @param save takes the id of an expert and its notes
   */
  ExpertNotes(BiConsumer<String, String> save) {
    super(new BorderLayout(6, 4));
    this.save = save;
    notes.setName("notes");
    notes.setLineWrap(true);
    notes.setWrapStyleWord(true);
    notes.setToolTipText("Notes of the selected expert; they are exported with it");
    notes.getDocument().addUndoableEditListener(event -> button.setEnabled(isChanged()));
    button.setToolTipText("Keep the notes with the expert");
    button.addActionListener(event -> saveChanges());
    JPanel side = new JPanel(new BorderLayout());
    side.add(button, BorderLayout.NORTH);
    add(facts, BorderLayout.NORTH);
    add(new JScrollPane(notes), BorderLayout.CENTER);
    add(side, BorderLayout.EAST);
    setBorder(BorderFactory.createTitledBorder("Notes"));
    show(List.of());
  }

  /** Shows the only selected expert; of none or several there is nothing to show. */
  void show(List<ExpertRow> selected) {
    Optional<ExpertRow> next =
        selected.size() == 1 ? Optional.of(selected.get(0)) : Optional.empty();
    next = next.filter(ExpertRow::isUsable);
    boolean isSame = next.map(ExpertRow::id).equals(shown.map(ExpertRow::id));
    boolean isKept = isSame && isChanged();
    if (!isSame) {
      saveChanges();
    }
    shown = next;
    showFacts(selected);
    notes.setEnabled(next.isPresent());
    if (!isKept) {
      notes.setText(next.map(ExpertRow::notes).orElse(""));
      notes.setCaretPosition(0);
    }
    button.setEnabled(isChanged());
  }

  private boolean isChanged() {
    return shown.filter(row -> !row.notes().equals(notes.getText())).isPresent();
  }

  /** Saves the notes, if they were changed. */
  void saveChanges() {
    if (isChanged()) {
      save.accept(shown.orElseThrow().id(), notes.getText());
      button.setEnabled(false);
    }
  }

  private void showFacts(List<ExpertRow> selected) {
    if (selected.size() != 1) {
      facts.say(
          selected.isEmpty()
              ? "No expert is selected"
              : "%d experts are selected".formatted(selected.size()));
      return;
    }
    ExpertRow row = selected.get(0);
    row.problem()
        .ifPresentOrElse(
            facts::refuse, () -> row.details().ifPresent(d -> facts.say(facts(row, d))));
  }

  private static String facts(ExpertRow row, ExpertDetails details) {
    String scale =
        details.tileSidePixels() == 0
            ? "whole images"
            : "tiles of %d px".formatted(details.tileSidePixels());
    return "'%s': learned from %s, rank %d, %s%s, id %s"
        .formatted(
            row.name(),
            details.images() == 1 ? "1 image" : details.images() + " images",
            details.rank(),
            scale,
            dice("; Dice ", details.promptless()) + dice("; Dice with boxes ", details.prompted()),
            row.id());
  }

  private static String dice(String what, Optional<ExpertDetails.Change> change) {
    return change
        .map(c -> String.format(Locale.ROOT, "%s%.2f → %.2f", what, c.diceBefore(), c.diceAfter()))
        .orElse("");
  }
}
