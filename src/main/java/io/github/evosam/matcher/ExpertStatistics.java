package io.github.evosam.matcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What an expert remembers of its training images: their n descriptors, from which n, Σφ and Σφφᵀ
 * follow exactly.
 *
 * <p>A multiset: the descriptors are kept in ascending lexicographic order, so that statistics of
 * the same images are the same to the last bit, in whatever order they came. Immutable.
 */
public final class ExpertStatistics {
  private static final Comparator<Descriptor> ORDER =
      (a, b) -> Arrays.compare(a.values(), b.values());

  private final List<Descriptor> descriptors;

  private ExpertStatistics(List<Descriptor> descriptors) {
    this.descriptors = descriptors.stream().sorted(ORDER).toList();
  }

  /**
   * The statistics of some images.
   *
   * @throws IllegalArgumentException if there is none, or their lengths differ
   */
  public static ExpertStatistics of(List<Descriptor> descriptors) {
    if (descriptors.isEmpty()) {
      throw new IllegalArgumentException("An expert needs the descriptor of at least one image");
    }
    descriptors.forEach(each -> requireLength(descriptors.get(0).length(), each.length()));
    return new ExpertStatistics(descriptors);
  }

  /**
   * The inverse of {@link #toArray}, bit for bit.
   *
   * @param dimension d
   * @param values {@code [n, d]} row-major
   * @throws IllegalArgumentException if the values are no rows of d finite numbers
   */
  public static ExpertStatistics of(int dimension, double[] values) {
    if (dimension < 1 || values.length == 0 || values.length % dimension != 0) {
      throw new IllegalArgumentException(
          "%d values are no rows of %d numbers; the expert's matcher statistics are damaged, import or learn it again"
              .formatted(values.length, dimension));
    }
    List<Descriptor> rows = new ArrayList<>();
    for (int from = 0; from < values.length; from += dimension) {
      rows.add(Descriptor.of(Arrays.copyOfRange(values, from, from + dimension)));
    }
    return of(rows);
  }

  private static void requireLength(int expected, int came) {
    if (expected != came) {
      throw new IllegalArgumentException(
          "Descriptors of %d and of %d numbers do not go together; they come from different base models or splits"
              .formatted(expected, came));
    }
  }

  /** n. */
  public int count() {
    return descriptors.size();
  }

  /** d. */
  public int dimension() {
    return descriptors.get(0).length();
  }

  /** The descriptors, in ascending lexicographic order. */
  public List<Descriptor> descriptors() {
    return descriptors;
  }

  /** All that has to be stored, {@code [n, d]} row-major, in the order of {@link #descriptors}. */
  public double[] toArray() {
    return descriptors.stream().flatMapToDouble(row -> Arrays.stream(row.values())).toArray();
  }

  /** Σφ, {@code [d]}. */
  public double[] sum() {
    double[] sum = new double[dimension()];
    for (Descriptor row : descriptors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += row.values()[i];
      }
    }
    return sum;
  }
}
