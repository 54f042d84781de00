package io.github.evosam.imagej.command;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import java.util.List;
import java.util.stream.Stream;

/** What a dialog offers as expert. */
public final class ExpertNames {
  /** The choices that are no expert's name. */
  public static final List<String> NO_EXPERT = List.of("auto", "none");

  private ExpertNames() {}

  /**
   * What can be chosen; an unreadable library keeps nobody from segmenting without it.
   *
   * @param command whose dialog it is, for the log
   */
  public static List<String> choices(String command) {
    return Stream.concat(NO_EXPERT.stream(), experts(command).stream()).toList();
  }

  /** The experts that can be used, as {@link #choices}. */
  public static List<String> experts(String command) {
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
