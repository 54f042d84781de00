package io.github.evosam.imagej.result;

import io.github.evosam.DurableFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages whose process has died, see {@link StagedFolder}: a stage belongs to whoever holds the
 * lock of its file, which the system takes back when a process ends.
 */
final class DeadStages {
  private static final Logger LOG = LoggerFactory.getLogger(DeadStages.class);

  /** What versions before 0.2 left had no lock; none of their runs took so long for one image. */
  private static final String FORMER = "\\.evosam-\\d+";

  private static final Duration FORMER_AGE = Duration.ofDays(1);

  /** Those of this process: to look at their locks would release them. */
  private static final Set<Path> ALIVE = ConcurrentHashMap.newKeySet();

  private DeadStages() {}

  static void begin(Path stage) {
    ALIVE.add(stage.toAbsolutePath());
  }

  static void end(Path stage) {
    ALIVE.remove(stage.toAbsolutePath());
  }

  /** Locks a stage's file, where the disk knows locks. */
  static void lock(FileChannel file) {
    try {
      file.tryLock();
    } catch (IOException e) {
      LOG.debug("No locks on this disk; what a killed run leaves stays for a day", e);
    }
  }

  /** Finishes or clears away what dead processes left in a folder; tries again another time. */
  static void settle(Path folder) throws IOException {
    List<Path> stages;
    try (Stream<Path> children = Files.list(folder)) {
      stages = children.filter(DeadStages::isStage).toList();
    }
    for (Path stage : stages) {
      try {
        settle(stage, folder);
      } catch (IOException e) {
        LOG.warn("'{}', which a killed run left, cannot be cleared away now", stage, e);
      }
    }
  }

  private static boolean isStage(Path path) {
    String name = path.getFileName().toString();
    return (name.startsWith(StagedFolder.PREFIX) || name.matches(FORMER))
        && Files.isDirectory(path)
        && !ALIVE.contains(path.toAbsolutePath());
  }

  private static void settle(Path stage, Path folder) throws IOException {
    Path lock = stage.resolve(StagedFolder.LOCK);
    if (!Files.isRegularFile(lock)) {
      if (isOld(stage)) {
        DurableFolder.delete(stage);
      }
      return;
    }
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = file.tryLock()) {
      if (held == null) {
        return; // somebody is at work there
      }
      if (isComplete(stage, folder)) {
        StagedFolder.move(stage, folder);
        LOG.info("Finished putting the results of a killed run into '{}'", folder);
      }
    }
    DurableFolder.delete(stage);
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
