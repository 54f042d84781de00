package io.github.evosam.matcher;

import java.util.Arrays;
import java.util.List;

/**
 * How far from an expert's Gaussian an image may lie and still belong to its task.
 *
 * <p>The logarithms of an expert's leave-one-out distances are taken as normal; the limit lies
 * three standard deviations above their mean. A dozen values do not tell a standard deviation, and
 * one image tells nothing. So the mean counts the experts' average as five more values, and the
 * variance counts the pooled one as fifteen more. Without any value a broad guess is left, and the
 * first distances replace it.
 *
 * <p>No limit is larger than a usual expert's: one that was taught on images of all kinds may not
 * accept everything.
 */
final class DistanceLimits {
  private static final double DEVIATIONS = 3;
  private static final double PRIOR_MEANS = 5;
  private static final double PRIOR_VARIANCES = 15;

  /** Of log distances, as seen on nine tasks, see docs/matcher.md; weighs as much as two values. */
  private static final double USUAL_VARIANCE = 0.25;

  private static final double USUAL_VARIANCES = 2;

  private final List<double[]> logarithms;
  private final double pooledMean;
  private final double pooledVariance;
  private final double largestLogarithm;

  private DistanceLimits(List<double[]> logarithms, double expectedLogarithm) {
    this.logarithms = logarithms;
    this.pooledMean =
        logarithms.stream()
            .filter(own -> own.length > 0)
            .mapToDouble(DistanceLimits::mean)
            .average()
            .orElse(expectedLogarithm);
    double deviations = logarithms.stream().mapToDouble(DistanceLimits::squaredDeviations).sum();
    int freedom = logarithms.stream().mapToInt(DistanceLimits::freedom).sum();
    this.pooledVariance =
        (deviations + USUAL_VARIANCES * USUAL_VARIANCE) / (freedom + USUAL_VARIANCES);
    this.largestLogarithm = usualMean(expectedLogarithm) + DEVIATIONS * Math.sqrt(pooledVariance);
  }

  /**
   * The limit of each expert.
   *
   * @param leaveOneOutDistances of each expert's own images; may be empty
   * @param expectedDistance where no expert has any
   */
  static double[] of(List<double[]> leaveOneOutDistances, double expectedDistance) {
    List<double[]> logarithms =
        leaveOneOutDistances.stream()
            .map(own -> Arrays.stream(own).map(DistanceLimits::logarithm).toArray())
            .toList();
    DistanceLimits limits = new DistanceLimits(logarithms, Math.log(expectedDistance));
    return logarithms.stream().mapToDouble(limits::limit).toArray();
  }

  /** Of copies of one image the distance is 0. */
  private static double logarithm(double distance) {
    return Math.log(Math.max(distance, 1e-6));
  }

  private double limit(double[] own) {
    double mean =
        (Arrays.stream(own).sum() + PRIOR_MEANS * pooledMean) / (own.length + PRIOR_MEANS);
    double variance =
        (squaredDeviations(own) + PRIOR_VARIANCES * pooledVariance)
            / (freedom(own) + PRIOR_VARIANCES);
    return Math.exp(Math.min(largestLogarithm, mean + DEVIATIONS * Math.sqrt(variance)));
  }

  /** The median over the experts. */
  private double usualMean(double expectedLogarithm) {
    double[] means =
        logarithms.stream()
            .filter(own -> own.length > 0)
            .mapToDouble(DistanceLimits::mean)
            .sorted()
            .toArray();
    int middle = means.length / 2;
    if (means.length == 0) {
      return expectedLogarithm;
    }
    return means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double squaredDeviations(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static int freedom(double[] values) {
    return Math.max(0, values.length - 1);
  }
}
