package io.github.evosam.matcher;

import java.util.Arrays;
import java.util.Collection;

/**
 * Shift and scale that give every number of a descriptor the mean 0 over all images, and the
 * variance 1 within an expert.
 *
 * <p>Both follow from the experts at hand and are kept nowhere. The variance is pooled over the
 * experts. One more pseudo-image stands for what is expected before any image is seen: a spread of
 * a quarter of the number's usual size, numbers near 0 counting with a tenth of the others' size.
 * It keeps the scale positive where numbers are constant or every expert has one image, and fades
 * as images come in.
 *
 * @param mean {@code [d]}
 * @param scale {@code [d]}, positive
 */
record Standardisation(double[] mean, double[] scale) {
  private static final double EXPECTED_SPREAD = 0.25;
  private static final double OVERALL_SHARE = 0.1;

  static Standardisation of(Collection<ExpertStatistics> experts) {
    int images = experts.stream().mapToInt(ExpertStatistics::count).sum();
    double freedom = images - experts.size() + 1;
    double[] mean = mean(experts, images);
    double[] scale = squaresWithin(experts);
    double[] meanSquares = meanSquares(experts, images);
    double overall = OVERALL_SHARE * Arrays.stream(meanSquares).average().orElseThrow();
    for (int j = 0; j < scale.length; j++) {
      double expected = EXPECTED_SPREAD * EXPECTED_SPREAD * (meanSquares[j] + overall);
      double variance = (scale[j] + expected) / freedom;
      scale[j] = variance > 0 ? Math.sqrt(variance) : 1; // 0 if all numbers of all images are 0
    }
    return new Standardisation(mean, scale);
  }

  private static double[] mean(Collection<ExpertStatistics> experts, int images) {
    double[] mean = zeros(experts);
    for (ExpertStatistics expert : experts) {
      double[] sum = expert.sum();
      for (int j = 0; j < mean.length; j++) {
        mean[j] += sum[j] / images;
      }
    }
    return mean;
  }

  private static double[] meanSquares(Collection<ExpertStatistics> experts, int images) {
    double[] squares = zeros(experts);
    for (ExpertStatistics expert : experts) {
      for (Descriptor row : expert.descriptors()) {
        for (int j = 0; j < squares.length; j++) {
          squares[j] += row.values()[j] * row.values()[j] / images;
        }
      }
    }
    return squares;
  }

  /** Squared differences of the images from their expert's mean, summed. */
  private static double[] squaresWithin(Collection<ExpertStatistics> experts) {
    double[] squares = zeros(experts);
    for (ExpertStatistics expert : experts) {
      double[] sum = expert.sum();
      for (Descriptor row : expert.descriptors()) {
        for (int j = 0; j < squares.length; j++) {
          double difference = row.values()[j] - sum[j] / expert.count();
          squares[j] += difference * difference;
        }
      }
    }
    return squares;
  }

  private static double[] zeros(Collection<ExpertStatistics> experts) {
    return new double[experts.iterator().next().dimension()];
  }

  /** A standardised copy. */
  double[] apply(Descriptor descriptor) {
    double[] values = descriptor.toArray();
    for (int j = 0; j < values.length; j++) {
      values[j] = (values[j] - mean[j]) / scale[j];
    }
    return values;
  }
}
