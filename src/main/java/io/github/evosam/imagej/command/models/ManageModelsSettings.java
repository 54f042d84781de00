package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.key.MacroChoice;
import java.util.OptionalInt;

/**
 * What {@code EvoSAM Manage Models} is asked to do. The component names are the macro keys, see
 * {@link ManageModelsCommand}.
 *
 * @param action what to do
 * @param name of a published model to download, or that an installed file gets; empty: the file's
 * @param file checkpoint to install; empty to download
 * @param inputside side of the model's input in pixels; 0 for what the file says
 */
public record ManageModelsSettings(ModelAction action, String name, String file, int inputside) {
  /** The side that is asked for; empty for what the file says. */
  OptionalInt side() {
    return inputside == 0 ? OptionalInt.empty() : OptionalInt.of(inputside);
  }

  /** Checks that it is said what to install. */
  public ManageModelsSettings {
    if (action == ModelAction.INSTALL && name.isEmpty() && file.isEmpty()) {
      throw new IllegalArgumentException(
          "It is not said what to install; set name= to a published model, or file= to a checkpoint");
    }
    if (inputside > 0 && file.isEmpty()) {
      throw new IllegalArgumentException(
          "inputside=%d goes with a checkpoint file; a published model has a side of its own"
              .formatted(inputside));
    }
    if ((action == ModelAction.REPAIR || action == ModelAction.REMOVE) && name.isEmpty()) {
      throw new IllegalArgumentException(
          "name= is missing; action=%s needs it".formatted(MacroChoice.value(action)));
    }
  }
}
