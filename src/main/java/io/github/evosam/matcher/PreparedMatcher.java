package io.github.evosam.matcher;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A solved {@link RidgeMatcher}, ready to say which expert fits an image. Immutable; may be used by
 * several threads at once.
 */
public final class PreparedMatcher {
  final RidgeRegression regression;
  private final StandardisedDescriptors set;
  private final ConfidenceScale confidence;
  private final TaskGaussians gaussians;
  private final double[] distanceLimits;

  PreparedMatcher(StandardisedDescriptors set) {
    this.set = set;
    regression = RidgeRegression.fit(set);
    confidence = ConfidenceScale.fit(regression.leaveOneOut(), set.owner());
    gaussians = TaskGaussians.fit(set);
    distanceLimits =
        DistanceLimits.of(
            gaussians.leaveOneOutDistances(set), TaskGaussians.expectedDistance(set.dimension()));
  }

  /**
   * Ranks the experts for an image.
   *
   * @throws IllegalArgumentException if the descriptor has another length than the experts'
   */
  public Match match(Descriptor descriptor) {
    if (descriptor.length() != set.dimension()) {
      throw new IllegalArgumentException(
          "The image's descriptor has %d numbers, but the experts' have %d; open the base model that they were learned on"
              .formatted(descriptor.length(), set.dimension()));
    }
    double[] standardised = set.standardisation().apply(descriptor);
    double[] scores = regression.scores(standardised);
    double[] confidences = confidence.confidences(scores);
    double[] distances = gaussians.distances(standardised);
    return new Match(
        IntStream.range(0, scores.length)
            .mapToObj(k -> ranked(k, scores[k], confidences[k], distances[k]))
            .sorted(Comparator.comparingDouble(RankedExpert::score).reversed())
            .toList());
  }

  private RankedExpert ranked(int k, double score, double confidence, double distance) {
    return new RankedExpert(set.ids().get(k), score, confidence, distance, distanceLimits[k]);
  }
}
