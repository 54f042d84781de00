package io.github.evosam.engine.propagation;

/**
 * Neighbouring slices.
 *
 * @param first counts from 0
 * @param last included, at least first
 */
public record Span(int first, int last) {
  /** Checks the order. */
  public Span {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "Slices count from 0 and the last is not before the first, but %d to %d came"
              .formatted(first, last));
    }
  }

  /** Whether the slice is one of these. */
  public boolean contains(int slice) {
    return slice >= first && slice <= last;
  }

  /** Number of slices. */
  public int length() {
    return last - first + 1;
  }

  /** As in {@code 0-11}. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
