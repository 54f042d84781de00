package io.github.evosam.engine.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the scores of several planes come to.
 *
 * @param planes number of planes
 * @param dice mean Dice
 * @param iou mean IoU
 * @param hd95 mean 95 % Hausdorff distance, in the planes' unit
 * @param surfaceDice mean surface Dice
 * @param instances the objects of all planes counted together
 */
public record ScoreSummary(
    int planes,
    double dice,
    double iou,
    double hd95,
    double surfaceDice,
    InstanceScores instances) {

  /**
   * Sums up planes.
   *
   * @return with NaN for every mean if there is no plane
   */
  public static ScoreSummary of(List<PlaneScores> planes) {
    return new ScoreSummary(
        planes.size(),
        mean(planes, PlaneScores::dice),
        mean(planes, PlaneScores::iou),
        mean(planes, PlaneScores::hd95),
        mean(planes, PlaneScores::surfaceDice),
        planes.stream()
            .map(PlaneScores::instances)
            .reduce(InstanceScores.NONE, InstanceScores::plus));
  }

  private static double mean(List<PlaneScores> planes, ToDoubleFunction<PlaneScores> score) {
    return planes.stream().mapToDouble(score).average().orElse(Double.NaN);
  }
}
