package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

/** The largest absolute difference between expected and actual values, and where it lies. */
public record Deviation(double max, int index, float expected, float actual) {

  public static Deviation of(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError(expected.length + " values expected, " + actual.length + " came");
    }
    int worst = 0;
    for (int i = 1; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= Math.abs(actual[worst] - expected[worst]))) {
        worst = i;
      }
    }
    double max = Math.abs(actual[worst] - expected[worst]);
    return new Deviation(max, worst, expected[worst], actual[worst]);
  }

  /** Fails with the place of the worst value unless all values lie within the tolerance. */
  public static void assertWithin(double tolerance, String what, float[] actual, float[] expected) {
    Deviation worst = of(actual, expected);
    assertThat(worst.max())
        .as(
            "%s: worst at index %d of %d, expected %s, came %s",
            what, worst.index(), expected.length, worst.expected(), worst.actual())
        .isLessThanOrEqualTo(tolerance);
  }

  /** Intersection over union of two masks given as 0 and positive; 1 for two empty ones. */
  public static double iou(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new AssertionError(b.length + " pixels expected, " + a.length + " came");
    }
    int[] counts = new int[2];
    for (int i = 0; i < a.length; i++) {
      counts[0] += a[i] > 0 && b[i] > 0 ? 1 : 0;
      counts[1] += a[i] > 0 || b[i] > 0 ? 1 : 0;
    }
    return counts[1] == 0 ? 1 : (double) counts[0] / counts[1];
  }

  /** The largest difference only. */
  @Override
  public String toString() {
    return "%.1e".formatted(max);
  }
}
