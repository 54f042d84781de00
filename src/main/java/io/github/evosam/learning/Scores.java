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
   * By how much these are better than others, as far as the images tell: the mean difference less
   * its standard error (Breiman et al. 1984, sec. 3.4.3). A difference that one image shows and the
   * next one denies is none; with a single image, the difference itself.
   *
   * @param others of the same images
   */
  public double gainOver(Scores others) {
    int n = ofImages.size();
    double mean = mean() - others.mean();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double difference = ofImages.get(i) - others.ofImages.get(i);
      squares += (difference - mean) * (difference - mean);
    }
    return n == 1 ? mean : mean - Math.sqrt(squares / (n - 1) / n);
  }
}
