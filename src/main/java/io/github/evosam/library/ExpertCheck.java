package io.github.evosam.library;

import java.util.List;
import java.util.Optional;

/**
 * What came out when all bytes of an expert were checked.
 *
 * @param id of the expert: the name of its folder
 * @param name if it can be read
 * @param problems sentences for the user; none if the expert is sound
 */
public record ExpertCheck(String id, Optional<String> name, List<String> problems) {
  /** Makes the list unmodifiable. */
  public ExpertCheck {
    problems = List.copyOf(problems);
  }

  /** Checks all bytes of an expert. */
  static ExpertCheck of(ExpertFolder folder) {
    return new ExpertCheck(folder.id(), ExpertFolders.name(folder), folder.problems());
  }

  /** Whether the expert is as it was saved. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
