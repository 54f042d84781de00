package io.github.evosam.imagej.command.segment;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;

/** Whether the user has experts that can be used. */
final class ReadyExperts {
  private ReadyExperts() {}

  /** Whether there is one that can be used; not if the library cannot be read. */
  static boolean isAny() {
    try {
      return ExpertCatalogue.ofUser().list().stream().anyMatch(ExpertEntry::isReady);
    } catch (EvoSamException e) {
      return false;
    }
  }
}
