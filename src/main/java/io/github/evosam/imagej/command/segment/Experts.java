package io.github.evosam.imagej.command.segment;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;

/** Whether the user has experts. */
final class Experts {
  private Experts() {}

  /** Whether there is one that can be used; not if the library cannot be read. */
  static boolean isAnyReady() {
    try {
      return ExpertCatalogue.ofUser().list().stream().anyMatch(ExpertEntry::isReady);
    } catch (EvoSamException e) {
      return false;
    }
  }
}
