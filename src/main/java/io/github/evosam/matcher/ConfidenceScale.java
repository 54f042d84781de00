package io.github.evosam.matcher;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Turns scores into probabilities by a softmax of one temperature (Guo et al. 2017).
 *
 * @param sharpness reciprocal of the temperature, positive
 */
record ConfidenceScale(double sharpness) {
  private static final double SMALLEST = 0.1;
  private static final double LARGEST = 1000;
  private static final int STEPS = 25;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /**
   * The scale under which the leave-one-out scores explain best whose each image is.
   *
   * <p>Where every image finds its expert, likelihood alone would ask for certainty. As in Platt
   * (1999) a little of each image's weight, 1/(N + 2), therefore goes to all experts alike.
   *
   * @param leaveOneOut {@code [N, K]}
   * @param owner expert of each image
   */
  static ConfidenceScale fit(DMatrixRMaj leaveOneOut, int[] owner) {
    double low = Math.log(SMALLEST);
    double high = Math.log(LARGEST);
    // The loss is convex in the sharpness, so it has one minimum in its logarithm too.
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(leaveOneOut, owner, Math.exp(left)) <= loss(leaveOneOut, owner, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return new ConfidenceScale(Math.exp((low + high) / 2));
  }

  /** Cross entropy of the probabilities with the smoothed truth. */
  private static double loss(DMatrixRMaj leaveOneOut, int[] owner, double sharpness) {
    int experts = leaveOneOut.numCols;
    double smoothing = 1.0 / (owner.length + 2);
    double loss = 0;
    for (int i = 0; i < owner.length; i++) {
      double[] scores = Arrays.copyOfRange(leaveOneOut.data, i * experts, (i + 1) * experts);
      double target =
          (1 - smoothing) * scores[owner[i]]
              + smoothing * Arrays.stream(scores).average().orElseThrow();
      loss += logOfSum(scores, sharpness) - sharpness * target;
    }
    return loss;
  }

  private static double logOfSum(double[] scores, double sharpness) {
    double largest = Arrays.stream(scores).max().orElseThrow();
    double sum = Arrays.stream(scores).map(s -> Math.exp(sharpness * (s - largest))).sum();
    return sharpness * largest + Math.log(sum);
  }

  /** Probability of each expert, given that one of them fits; the sum is 1. */
  double[] confidences(double[] scores) {
    double logOfSum = logOfSum(scores, sharpness);
    return Arrays.stream(scores).map(s -> Math.exp(sharpness * s - logOfSum)).toArray();
  }
}
