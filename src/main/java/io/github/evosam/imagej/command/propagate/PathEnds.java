package io.github.evosam.imagej.command.propagate;

import io.github.evosam.engine.propagation.PathEnd;
import java.util.List;
import java.util.Optional;

/** What a user should know of the ends of followed objects. */
final class PathEnds {
  private PathEnds() {}

  /** A sentence for each end that a rule made; where the slices end by themselves is no news. */
  static List<String> sentences(List<PathEnd> ends) {
    return ends.stream()
        .flatMap(
            end ->
                rule(end.reason())
                    .map(
                        why ->
                            "object %d is not on slice %d: %s"
                                .formatted(end.object(), end.slice() + 1, why))
                    .stream())
        .toList();
  }

  private static Optional<String> rule(PathEnd.Reason reason) {
    return switch (reason) {
      case BORDER, OTHER_PROMPT, SAID_ABSENT -> Optional.empty();
      case VANISHED -> Optional.of("too few pixels are left of it (minarea)");
      case UNSURE -> Optional.of("the model is too unsure of it (miniou)");
      case MOVED_AWAY -> Optional.of("what is there lies elsewhere (minoverlap)");
      case FADED -> Optional.of("it no longer stands out (mincontrast)");
    };
  }
}
