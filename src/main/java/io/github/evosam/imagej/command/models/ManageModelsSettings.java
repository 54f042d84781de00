package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.key.MacroChoice;

/**
 * What {@code EvoSAM Manage Models} is asked to do. The component names are the macro keys, see
 * {@link ManageModelsCommand}.
 *
 * @param action what to do
 * @param name of a published model to download, or that an installed file gets; empty: the file's
 * @param file checkpoint to install; empty to download
 */
public record ManageModelsSettings(ModelAction action, String name, String file) {
  /** Checks that it is said what to install. */
  public ManageModelsSettings {
    if (action == ModelAction.INSTALL && name.isEmpty() && file.isEmpty()) {
      throw new IllegalArgumentException(
          "It is not said what to install; set name= to a published model, or file= to a checkpoint");
    }
    if ((action == ModelAction.REPAIR || action == ModelAction.REMOVE) && name.isEmpty()) {
      throw new IllegalArgumentException(
          "name= is missing; action=%s needs it".formatted(MacroChoice.value(action)));
    }
  }
}
