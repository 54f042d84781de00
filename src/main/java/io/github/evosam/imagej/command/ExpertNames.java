package io.github.evosam.imagej.command;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.ExpertCatalogue;
import io.github.evosam.engine.ExpertEntry;
import java.util.List;
import java.util.stream.Stream;

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
    return Stream.concat(NO_EXPERT.stream(), experts(command).stream()).toList();
  }

  /** The experts that can be used, as {@link #choices}. */
  static List<String> experts(String command) {
    try {
      return ExpertCatalogue.ofUser().list().stream()
          .filter(ExpertEntry::isReady)
          .map(ExpertEntry::name)
          .toList();
    } catch (EvoSamException e) {
      IJ.log(command + ": " + e.getMessage());
      return List.of();
    }
  }
}
