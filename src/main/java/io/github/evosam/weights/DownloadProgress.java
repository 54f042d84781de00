package io.github.evosam.weights;

/** Watches a download; called on the thread that downloads. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Told after every block.
   *
   * @param done bytes that are there, those of earlier attempts included
   * @param total bytes of the whole file, or {@value RemoteFile#UNKNOWN}
   */
  void advanced(long done, long total);

  /** Asked about every second and after every block, on any thread: whether to stop. */
  default boolean isCancelled() {
    return false;
  }
}
