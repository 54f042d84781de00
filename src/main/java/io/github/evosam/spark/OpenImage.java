package io.github.evosam.spark;

import java.util.function.Function;

/**
 * The image that the tasks of a process search, kept from one task to the next, so that it is in
 * memory once. An executor has no other place for what outlives a task; it goes when that ends.
 */
final class OpenImage {
  private static Object job;
  private static Object image;

  private OpenImage() {}

  /**
   * The image of a job, opened if it is not the last one.
   *
   * @param opening for one class of jobs always the same function; gives what all threads may use
   */
  @SuppressWarnings("unchecked") // an equal job has opened it
  static synchronized <J, T> T of(J asked, Function<J, T> opening) {
    if (!asked.equals(job)) {
      close();
      image = opening.apply(asked);
      job = asked;
    }
    return (T) image;
  }

  /** Lets go of it. */
  static synchronized void close() {
    job = null;
    image = null;
  }
}
