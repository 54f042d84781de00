package io.github.evosam.imagej.command;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.ExpertCatalogue;
import io.github.evosam.engine.ExpertEntry;
import java.util.ArrayList;
import java.util.List;

/** What a dialog offers as expert. */
final class ExpertNames {
  /** The choices that are no expert's name. */
  static final List<String> NO_EXPERT = List.of("auto", "none");

  private ExpertNames() {}

  /**
   * What can be chosen; an unreadable library keeps nobody from segmenting without it.
   *
   * @param command whose dialog it is, for the log
   */
  static List<String> choices(String command) {
    List<String> choices = new ArrayList<>(NO_EXPERT);
    try {
      ExpertCatalogue.ofUser().list().stream()
          .filter(ExpertEntry::isReady)
          .forEach(expert -> choices.add(expert.name()));
    } catch (EvoSamException e) {
      IJ.log(command + ": " + e.getMessage());
    }
    return choices;
  }
}
