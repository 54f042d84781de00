package io.github.evosam.engine.propagation;

/**
 * When objects of neighbouring slices are one object in 3D: when they share at least a certain part
 * of the smaller one's pixels.
 *
 * @param minShare of the smaller one's pixels, above 0, at most 1
 */
public record LinkRule(double minShare) {
  /** Half of the smaller one. */
  public static final LinkRule DEFAULT = new LinkRule(0.5);

  /** Checks the range. */
  public LinkRule {
    if (!(minShare > 0 && minShare <= 1)) {
      throw new IllegalArgumentException(
          "The share of common pixels lies above 0 and at most at 1, but " + minShare + " came");
    }
  }

  /**
   * Whether two objects are one.
   *
   * @param common pixels of both
   * @param first pixels of the first
   * @param second pixels of the second
   */
  boolean links(int common, int first, int second) {
    return common > 0 && common >= minShare * Math.min(first, second);
  }
}
