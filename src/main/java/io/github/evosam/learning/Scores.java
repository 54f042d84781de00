package io.github.evosam.learning;

import java.util.Arrays;
import java.util.List;

/**
 * How good a state is on each of some images.
 *
 * @param ofImages the larger the better; at least one
 */
public record Scores(List<Double> ofImages) {
  /** Checks that there is one. */
  public Scores {
    ofImages = List.copyOf(ofImages);
    if (ofImages.isEmpty()) {
      throw new IllegalArgumentException("There is no image to judge");
    }
  }

  /** Scores of some images. */
  public static Scores of(double... ofImages) {
    return new Scores(Arrays.stream(ofImages).boxed().toList());
  }

  /** Their mean. */
  public double mean() {
    return ofImages.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /**
   * Whether these are better than others by more than the standard error of the difference.
   *
   * @param others of the same images
   */
  boolean isClearlyAbove(Scores others) {
    int n = ofImages.size();
    double mean = mean() - others.mean();
    if (n == 1) {
      return mean > 0;
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double difference = ofImages.get(i) - others.ofImages.get(i);
      squares += (difference - mean) * (difference - mean);
    }
    return mean > Math.sqrt(squares / (n - 1) / n);
  }
}
