package io.github.evosam.matcher;

import java.util.Objects;

/**
 * How well one expert fits an image.
 *
 * @param id of the expert
 * @param score of the ridge regression, about 1 for the expert's own images and 0 for others
 * @param confidence probability that it is this expert, given that one fits; 0..1
 * @param distance squared Mahalanobis distance of the image from the expert's training images
 * @param distanceLimit largest distance at which an image still belongs to the expert's task
 */
public record RankedExpert(
    String id, double score, double confidence, double distance, double distanceLimit) {
  /** Checks that there is an identifier. */
  public RankedExpert {
    Objects.requireNonNull(id);
  }

  /** Whether the image lies close enough to those that the expert was taught with. */
  public boolean fits() {
    return distance <= distanceLimit;
  }
}
