package io.github.evosam.imagej.command.experts;

import io.github.evosam.imagej.command.MacroChoice;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Set;

/**
 * What {@code EvoSAM Manage Experts} is asked to do. The component names are the macro keys, the
 * same in Fiji and in plain ImageJ.
 *
 * @param action what to do
 * @param expert name or id of the expert that it is done to; empty: all, where that is possible
 * @param file {@code .evosam} file to write or to read
 * @param replace whether a file that is there is written over
 * @param name new name of an expert; empty: an imported expert keeps its own
 * @param notes that take the place of the expert's notes
 */
public record ManageExpertsSettings(
    ExpertAction action, String expert, String file, boolean replace, String name, String notes) {
  /** What a key means that is not given. */
  static final ManageExpertsSettings DEFAULT =
      new ManageExpertsSettings(ExpertAction.LIST, "", "", false, "", "");

  private static final Set<String> KEYS =
      Set.of("action", "expert", "file", "replace", "name", "notes");

  /** Checks that what the action needs is there. */
  public ManageExpertsSettings {
    switch (action) {
      case LIST, VERIFY -> {}
      case EXPORT -> {
        require(action, "expert", expert);
        require(action, "file", file);
      }
      case IMPORT -> require(action, "file", file);
      case RENAME -> {
        require(action, "expert", expert);
        require(action, "name", name);
      }
      case ANNOTATE, REMOVE -> require(action, "expert", expert);
    }
  }

  private static void require(ExpertAction action, String key, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%s= is missing; action=%s needs it".formatted(key, MacroChoice.value(action)));
    }
  }

  /**
   * Reads macro options.
   *
   * @throws IllegalArgumentException if a key is not known, missing, or has a value that is not
   *     possible
   */
  static ManageExpertsSettings parse(MacroOptions options) {
    options.requireOnly(KEYS);
    return new ManageExpertsSettings(
        MacroChoice.parse(
            ExpertAction.class,
            "action",
            options.text("action", MacroChoice.value(DEFAULT.action))),
        options.text("expert", DEFAULT.expert),
        options.text("file", DEFAULT.file),
        options.flag("replace", DEFAULT.replace),
        options.text("name", DEFAULT.name),
        options.text("notes", DEFAULT.notes));
  }
}
