package io.github.evosam.engine.everything;

/**
 * What counts as an object when everything is segmented (Kirillov et al. 2023, App. B; official
 * {@code automatic_mask_generator.py}).
 *
 * @param pointsPerSide clicks along the longer side of the image, or of the region; at least 1
 * @param minPredictedIou masks whose predicted IoU is lower are dropped
 * @param minStability masks are dropped whose IoU between a stricter and a looser threshold is
 *     lower
 * @param maxBoxIou of two masks whose boxes overlap more, the worse is dropped
 * @param minAreaPixels smaller objects, islands and holes are cleaned away
 * @param maxAreaShare masks that fill more of the image are background, 0..1
 */
public record EverythingOptions(
    int pointsPerSide,
    double minPredictedIou,
    double minStability,
    double maxBoxIou,
    int minAreaPixels,
    double maxAreaShare) {
  /**
   * The official defaults, with the clean-up of regions below 25 pixels and without masks that fill
   * more than half of the image.
   */
  public static final EverythingOptions DEFAULT =
      new EverythingOptions(32, 0.88, 0.95, 0.7, 25, 0.5);

  private static final int MAX_POINTS_PER_SIDE = 256;

  /** Checks the ranges. */
  public EverythingOptions {
    if (pointsPerSide < 1 || pointsPerSide > MAX_POINTS_PER_SIDE) {
      throw new IllegalArgumentException(
          "Points per side must lie in 1..%d, but %d came"
              .formatted(MAX_POINTS_PER_SIDE, pointsPerSide));
    }
    requireShare("The smallest predicted IoU", minPredictedIou);
    requireShare("The smallest stability", minStability);
    requireShare("The largest box overlap", maxBoxIou);
    requireShare("The largest share of the image", maxAreaShare);
    if (minAreaPixels < 0) {
      throw new IllegalArgumentException(
          "The smallest area must not be negative, but %d px came".formatted(minAreaPixels));
    }
  }

  /** The same with another density of clicks. */
  public EverythingOptions withPointsPerSide(int points) {
    return new EverythingOptions(
        points, minPredictedIou, minStability, maxBoxIou, minAreaPixels, maxAreaShare);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in 0..1, but " + value + " came");
    }
  }
}
