package io.github.evosam.imagej.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a folder.
 *
 * @param segmented number of images that were segmented
 * @param wasDone number of images whose results were there from an earlier run
 * @param objects number of objects in all of them
 * @param failures what could not be done
 * @param isCancelled whether the run was ended before its end
 * @param report file that says it image by image
 * @param measurements the table of all measurements, if it was asked for
 */
public record FolderReport(
    int segmented,
    int wasDone,
    int objects,
    List<FileFailure> failures,
    boolean isCancelled,
    Path report,
    Optional<Path> measurements) {
  private static final int FAILURES_SHOWN = 5;

  /** Freezes the list. */
  public FolderReport {
    failures = List.copyOf(failures);
  }

  /** As in {@code 97 images segmented, 2 done before, 1 failed}. */
  public String summary() {
    return "%d images segmented, %d done before, %d failed%s"
        .formatted(segmented, wasDone, failures.size(), isCancelled ? ", then cancelled" : "");
  }

  /** Why not everything is done, one sentence; empty if everything is. */
  public Optional<String> problem() {
    if (failures.isEmpty() && !isCancelled) {
      return Optional.empty();
    }
    if (failures.isEmpty()) {
      return Optional.of(summary() + "; the same call goes on from there");
    }
    String shown =
        failures.stream()
            .limit(FAILURES_SHOWN)
            .map(failure -> "%s (%s)".formatted(failure.image(), failure.reason()))
            .collect(Collectors.joining("; "));
    int more = failures.size() - FAILURES_SHOWN;
    return Optional.of(
        "%s: %s%s; see %s"
            .formatted(summary(), shown, more > 0 ? "; and %d more".formatted(more) : "", report));
  }
}
