package io.github.evosam.imagej.ui.dialog;

import ij.Prefs;
import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.key.Shown;
import java.util.stream.Stream;

/**
 * What was chosen in a command's dialog the last time, in ImageJ's preferences. Dialogs alone use
 * it: a macro means the same whatever somebody has clicked before.
 *
 * @param command its label
 * @param keys of it
 */
record RememberedKeys(String command, MacroKeys keys) {
  /** Gives a command what is remembered; what is not possible any more is passed over. */
  void fill(Object target) {
    all()
        .forEach(
            key -> {
              String usual = key.text(target);
              try {
                key.set(target, Prefs.get(preference(key), usual));
              } catch (IllegalArgumentException e) {
                key.set(target, usual);
              }
            });
  }

  /** Remembers what a command holds. */
  void keep(Object source) {
    all().forEach(key -> Prefs.set(preference(key), key.text(source)));
  }

  private Stream<MacroKey> all() {
    return keys.all().stream()
        .filter(key -> !key.isImage() && key.shown().map(Shown::remembered).orElse(false));
  }

  private String preference(MacroKey key) {
    return "evosam.dialog.%s.%s".formatted(command.replace(' ', '-'), key.name());
  }
}
