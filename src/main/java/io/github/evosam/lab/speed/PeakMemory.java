package io.github.evosam.lab.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The most memory that this process has held at once, Java's and the network's together. Only Linux
 * tells, by its files of the process; elsewhere it stays unknown.
 */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** What makes Linux forget the peak so far, see proc(5). */
  private static final String FORGET_PEAK = "5";

  private PeakMemory() {}

  /** Counts from now on; where that cannot be had, from the start of the process. */
  static void restart() {
    try {
      if (Files.isWritable(CLEAR)) {
        Files.writeString(CLEAR, FORGET_PEAK);
      }
    } catch (IOException e) {
      // a container may forbid it: the peak then is that since the start, which is not less
    }
  }

  /** The peak, bytes; empty where the system does not tell. */
  static Optional<Long> bytes() {
    try {
      return Files.isReadable(STATUS)
          ? Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
              .findFirst()
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // one row less in the table
    }
  }
}
