package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.command.MacroChoice;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Set;

/**
 * What {@code EvoSAM Manage Models} is asked to do. The component names are the macro keys, the
 * same in Fiji and in plain ImageJ.
 *
 * @param action what to do
 * @param name of a published model to download, or that an installed file gets; empty: the file's
 * @param file checkpoint to install; empty to download
 */
public record ManageModelsSettings(ModelAction action, String name, String file) {
  /** What a key means that is not given. */
  static final ManageModelsSettings DEFAULT = new ManageModelsSettings(ModelAction.LIST, "", "");

  private static final Set<String> KEYS = Set.of("action", "name", "file");

  /** Checks that it is said what to install. */
  public ManageModelsSettings {
    if (action == ModelAction.INSTALL && name.isEmpty() && file.isEmpty()) {
      throw new IllegalArgumentException(
          "It is not said what to install; set name= to a published model, or file= to a checkpoint");
    }
  }

  /**
   * Reads macro options.
   *
   * @throws IllegalArgumentException if a key is not known, missing, or has a value that is not
   *     possible
   */
  static ManageModelsSettings parse(MacroOptions options) {
    options.requireOnly(KEYS);
    return new ManageModelsSettings(
        MacroChoice.parse(
            ModelAction.class, "action", options.text("action", MacroChoice.value(DEFAULT.action))),
        options.text("name", DEFAULT.name),
        options.text("file", DEFAULT.file));
  }
}
