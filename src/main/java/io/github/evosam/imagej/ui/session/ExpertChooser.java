package io.github.evosam.imagej.ui.session;

import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.imagej.interactive.Preparation;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComboBox;

/** Shows which expert is in use and how sure the matcher is, and lets the user choose another. */
final class ExpertChooser extends JComboBox<ExpertChooser.Item> {
  private static final long serialVersionUID = 1L;

  private boolean filling;

  /**
   * One line.
   *
   * @param choice that it stands for
   * @param text for the user
   */
  record Item(ExpertChoice choice, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  ExpertChooser(Consumer<ExpertChoice> chosen) {
    setToolTipText(
        "<html>The expert that segments this image. Automatic takes the one that fits,<br>"
            + "or the plain model if none does. Percentages say how sure the matcher is.</html>");
    addItem(new Item(ExpertChoice.AUTO, "Automatic"));
    addActionListener(
        event -> {
          if (!filling && getSelectedItem() instanceof Item item) {
            chosen.accept(item.choice());
          }
        });
  }

  /** Lists the experts in the order in which they fit the image. */
  void show(Preparation preparation, ExpertChoice choice) {
    filling = true;
    try {
      removeAllItems();
      addItem(new Item(ExpertChoice.AUTO, "Automatic: " + automatic(preparation.match())));
      addItem(new Item(ExpertChoice.NONE, "Plain model"));
      for (ExpertMatch.Ranked expert : preparation.match().ranking()) {
        addItem(new Item(ExpertChoice.parse(expert.id()), line(expert)));
      }
      select(preparation.note().isEmpty() ? choice : ExpertChoice.NONE);
    } finally {
      filling = false;
    }
  }

  private static String automatic(ExpertMatch match) {
    return match.chosen().map(ExpertChooser::line).orElse("plain model");
  }

  private static String line(ExpertMatch.Ranked expert) {
    String objection = expert.objection().isEmpty() ? "" : expert.objection() + ", ";
    return "%s (%s%.0f %%)".formatted(expert.expert(), objection, 100 * expert.confidence());
  }

  private void select(ExpertChoice choice) {
    for (int i = 0; i < getItemCount(); i++) {
      if (getItemAt(i).choice().equals(choice)) {
        setSelectedIndex(i);
      }
    }
  }

  /** As in {@code nuclei, chosen with 87 % confidence}. */
  static String describe(Optional<ChosenExpert> expert) {
    return expert
        .map(
            e ->
                e.name()
                    + e.confidence().map(c -> " (%.0f %%)".formatted(100 * c)).orElse(" (chosen)"))
        .orElse("plain model");
  }
}
