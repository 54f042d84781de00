package io.github.evosam.imagej.library;

import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an import went.
 *
 * @param file that was to be imported
 * @param news that it was, or why it needs another name
 * @param free a name that it could have instead; empty if it was imported
 */
record ExpertIntake(Path file, String news, Optional<String> free) {

  /**
   * Imports an expert under its own name, unless it is there already or another has the name.
   *
   * @throws io.github.evosam.EvoSamException if the file is not sound, or the library cannot be
   *     changed
   */
  static ExpertIntake of(ExpertCatalogue catalogue, Path file) {
    ExpertEntry inside = catalogue.peek(file);
    List<ExpertEntry> present = catalogue.list();
    Optional<ExpertEntry> same =
        present.stream()
            .filter(e -> e.id().equals(inside.id()) || isNamed(e, inside.name()))
            .findFirst();
    if (same.isEmpty()) {
      return done(file, catalogue.importFrom(file, Optional.empty()));
    }
    String reason =
        same.get().id().equals(inside.id())
            ? "the library has this expert already, as '" + same.get().name() + "'"
            : "another expert has that name";
    String news =
        "'%s' cannot be imported under its own name '%s': %s"
            .formatted(file.getFileName(), inside.name(), reason);
    return new ExpertIntake(file, news, Optional.of(free(inside.name(), present)));
  }

  /**
   * Imports an expert under another name.
   *
   * @throws IllegalArgumentException if it cannot be a name
   * @throws io.github.evosam.EvoSamException as {@link #of}, or if the name is taken
   */
  static ExpertIntake as(ExpertCatalogue catalogue, Path file, String name) {
    return done(file, catalogue.importFrom(file, Optional.of(name)));
  }

  private static ExpertIntake done(Path file, ExpertEntry expert) {
    return new ExpertIntake(file, "Imported: " + expert.name(), Optional.empty());
  }

  private static String free(String name, List<ExpertEntry> present) {
    int n = 2;
    while (isTaken(name + " " + n, present)) {
      n++;
    }
    return name + " " + n;
  }

  private static boolean isTaken(String name, List<ExpertEntry> present) {
    return present.stream().anyMatch(expert -> isNamed(expert, name));
  }

  private static boolean isNamed(ExpertEntry expert, String name) {
    return expert.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
  }
}
