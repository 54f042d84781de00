package io.github.evosam.imagej.command.experts;

import io.github.evosam.imagej.key.MacroChoice;

/**
 * What {@code EvoSAM Manage Experts} is asked to do. The component names are the macro keys, see
 * {@link ManageExpertsCommand}.
 *
 * @param action what to do
 * @param expert name or id of the expert that it is done to; empty: all, where that is possible
 * @param file {@code .evosam} file to write or to read
 * @param replace whether a file that is there is written over
 * @param picture whether an exported expert keeps its picture
 * @param name new name of an expert; empty: an imported expert keeps its own
 * @param notes that take the place of the expert's notes
 */
public record ManageExpertsSettings(
    ExpertAction action,
    String expert,
    String file,
    boolean replace,
    boolean picture,
    String name,
    String notes) {
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
}
