package io.github.evosam.matcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the matcher knows of an image: φ, d finite numbers that describe its look, not its content.
 *
 * <p>Immutable; equal to another with the same numbers.
 */
public final class Descriptor {
  private final double[] values;

  private Descriptor(double[] values) {
    this.values = values;
  }

  /**
   * A descriptor of given numbers.
   *
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Descriptor of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A descriptor needs at least one number");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Number %d of a descriptor is %s; the image or the base model holds values that are not finite"
                .formatted(i, values[i]));
      }
    }
    return new Descriptor(values.clone());
  }

  /**
   * The descriptor of an image: of each map the means of its channels, then their standard
   * deviations, over the cells that show the image.
   *
   * <p>These are the statistics that carry an image's style (Huang &amp; Belongie 2017). The
   * numbers stay in the units of the features: {@link RidgeMatcher} standardises them in closed
   * form, so that no constant has to be kept for each base model. The trunk's shallow maps serve
   * best, see {@code docs/matcher.md}.
   *
   * @param maps of one image, in an order that is the same for all images
   * @throws IllegalArgumentException if there is no map, or a value is not finite
   */
  public static Descriptor ofMaps(List<FeatureMap> maps) {
    return of(maps.stream().flatMapToDouble(Descriptor::moments).toArray());
  }

  private static DoubleStream moments(FeatureMap map) {
    return DoubleStream.concat(
        IntStream.range(0, map.channels()).mapToDouble(map::mean),
        IntStream.range(0, map.channels()).mapToDouble(map::deviation));
  }

  /** d. */
  public int length() {
    return values.length;
  }

  /** A copy of the numbers. */
  public double[] toArray() {
    return values.clone();
  }

  double[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Descriptor that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Descriptor of %d numbers".formatted(values.length);
  }
}
