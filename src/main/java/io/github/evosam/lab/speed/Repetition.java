package io.github.evosam.lab.speed;

import java.util.List;
import java.util.stream.IntStream;

/** How long something takes, milliseconds on the clock. */
final class Repetition {
  private Repetition() {}

  /** How long it takes once. */
  static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** How long it takes as a rule: the median after a first time that does not count. */
  static double millis(int times, Runnable work) {
    work.run();
    return median(IntStream.range(0, times).mapToObj(i -> millis(work)).toList());
  }

  /** The middle one, of an even number the higher of both. */
  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
