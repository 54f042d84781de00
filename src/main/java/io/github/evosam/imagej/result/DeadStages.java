package io.github.evosam.imagej.result;

import io.github.evosam.DurableFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages whose process has died, see {@link StagedFolder}: nobody holds their {@link StageLock}.
 */
final class DeadStages {
  private static final Logger LOG = LoggerFactory.getLogger(DeadStages.class);

  /** What versions before 0.2 left had no lock; none of their runs took so long for one image. */
  private static final String FORMER = "\\.evosam-\\d+";

  private static final Duration FORMER_AGE = Duration.ofDays(1);

  private DeadStages() {}

  /** Finishes or clears away what dead processes left in a folder; tries again another time. */
  static void settle(Path folder) throws IOException {
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.toList();
    }
    for (Path child : children) {
      try {
        settle(child, folder);
      } catch (IOException e) {
        LOG.warn("'{}', which a killed run left, cannot be cleared away now", child, e);
      }
    }
  }

  private static void settle(Path child, Path folder) throws IOException {
    String name = child.getFileName().toString();
    if (name.matches(FORMER)) {
      if (Files.isDirectory(child) && isOld(child)) {
        DurableFolder.delete(child);
      }
    } else if (name.startsWith(StagedFolder.PREFIX)
        && name.endsWith(StageLock.SUFFIX)
        && Files.isRegularFile(child)) {
      Optional<StageLock> lock = StageLock.of(child);
      if (lock.isPresent()) {
        settle(lock.get(), folder);
      }
    }
  }

  private static void settle(StageLock lock, Path folder) throws IOException {
    try (lock) {
      if (isComplete(lock.stage(), folder)) {
        StagedFolder.move(lock.stage(), folder);
        LOG.info("Finished putting the results of a killed run into '{}'", folder);
      }
      DurableFolder.delete(lock.stage());
      lock.delete();
    }
  }

  /** Whether all files are there and belong into this folder, which nobody has moved meanwhile. */
  private static boolean isComplete(Path stage, Path folder) throws IOException {
    Path complete = stage.resolve(StagedFolder.COMPLETE);
    if (!Files.isRegularFile(complete)) {
      return false;
    }
    String place = Files.readString(complete, StandardCharsets.UTF_8);
    return place.equals(folder.toAbsolutePath().toString());
  }

  private static boolean isOld(Path stage) throws IOException {
    return Files.getLastModifiedTime(stage).toInstant().isBefore(Instant.now().minus(FORMER_AGE));
  }
}
