package io.github.evosam.imagej.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Counts what becomes of the images of a folder, and writes it down at once. */
final class Tally implements Consumer<ImageOutcome>, AutoCloseable {
  private final Path path;
  private final ReportFile file;
  private final List<FileFailure> failures = new ArrayList<>();
  private int segmented;
  private int wasDone;
  private int objects;

  /**
   * Begins with nothing.
   *
   * @param path of the report; throws as {@link ReportFile}
   * @param isKept whether what an earlier report said of the image of a title stays
   */
  Tally(Path path, Predicate<String> isKept) {
    this.path = path;
    file = new ReportFile(path, isKept);
  }

  @Override
  public void accept(ImageOutcome outcome) {
    file.add(outcome);
    objects += outcome.objects();
    switch (outcome.status()) {
      case SEGMENTED -> segmented++;
      case DONE_BEFORE -> wasDone++;
      case FAILED -> failures.add(new FileFailure(outcome.image(), outcome.error()));
      case PASSED_OVER -> {} // nobody asked for it
    }
  }

  /** What became of all. */
  FolderReport report(boolean isCancelled, Optional<Path> measurements) {
    return new FolderReport(segmented, wasDone, objects, failures, isCancelled, path, measurements);
  }

  @Override
  public void close() {
    file.close();
  }
}
