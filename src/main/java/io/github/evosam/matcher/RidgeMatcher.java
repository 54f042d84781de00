package io.github.evosam.matcher;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The experts to choose from: what each remembers of its training images, by identifier.
 *
 * <p>Immutable. Adding and removing cost the same however many experts there are; the linear
 * algebra waits for {@link #prepare}. Two matchers of the same experts answer alike to the last
 * bit, whatever was added and removed before.
 */
public final class RidgeMatcher {
  /** Unmodifiable, as what it holds. */
  final SortedMap<String, ExpertStatistics> experts;

  private RidgeMatcher(SortedMap<String, ExpertStatistics> experts) {
    this.experts = Collections.unmodifiableSortedMap(experts);
  }

  /** A matcher without experts. */
  public static RidgeMatcher empty() {
    return new RidgeMatcher(new TreeMap<>());
  }

  /**
   * A matcher with one more expert.
   *
   * @throws IllegalArgumentException if the identifier is taken, or the descriptors have another
   *     length than those of the others
   */
  public RidgeMatcher with(String id, ExpertStatistics statistics) {
    if (experts.containsKey(id)) {
      throw new IllegalArgumentException(
          "The matcher has an expert '%s' already; remove it first".formatted(id));
    }
    if (!experts.isEmpty()) {
      requireDimension("Expert '" + id + "'", statistics.dimension());
    }
    SortedMap<String, ExpertStatistics> more = new TreeMap<>(experts);
    more.put(id, statistics);
    return new RidgeMatcher(more);
  }

  private void requireDimension(String what, int dimension) {
    int expected = experts.get(experts.firstKey()).dimension();
    if (dimension != expected) {
      throw new IllegalArgumentException(
          "%s comes with descriptors of %d numbers, but expert '%s' has %d; experts of one base model and split go together"
              .formatted(what, dimension, experts.firstKey(), expected));
    }
  }

  /**
   * A matcher that never knew the expert.
   *
   * @throws IllegalArgumentException if it is not there
   */
  public RidgeMatcher without(String id) {
    SortedMap<String, ExpertStatistics> fewer = new TreeMap<>(experts);
    if (fewer.remove(id) == null) {
      throw new IllegalArgumentException(
          "The matcher has no expert '%s' to remove; it has %s".formatted(id, experts.keySet()));
    }
    return new RidgeMatcher(fewer);
  }

  /**
   * Solves for the experts at hand. With N images of all experts and m the smaller of N and d it
   * costs in the order of m³ + N·d·m operations; the result answers any number of images.
   *
   * @throws IllegalStateException if there is no expert
   */
  public PreparedMatcher prepare() {
    if (experts.isEmpty()) {
      throw new IllegalStateException(
          "There is no expert to choose from; learn or import one, or use plain SAM");
    }
    return new PreparedMatcher(StandardisedDescriptors.of(experts));
  }
}
