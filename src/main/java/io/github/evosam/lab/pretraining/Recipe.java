package io.github.evosam.lab.pretraining;

import static io.github.evosam.lab.pretraining.Phase.Learns.EVERYTHING;
import static io.github.evosam.lab.pretraining.Phase.Learns.JUDGEMENT;
import static io.github.evosam.sam.network.BatchNormMode.BATCH_STATISTICS;
import static io.github.evosam.sam.network.BatchNormMode.RUNNING_STATISTICS;

import io.github.evosam.learning.LearningRate;
import io.github.evosam.sam.network.BatchNormMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The recipe of the embedded model: small images first, since they teach the same for a quarter of
 * the time, then the size at which the model works.
 *
 * @param blueprint sizes of the network
 * @param phases trained one after the other
 * @param realShare share of real images
 * @param inputSide input side of the finished model, pixels
 * @param seed of first weights, images and prompts
 */
public record Recipe(
    Blueprint blueprint, List<Phase> phases, double realShare, int inputSide, long seed) {

  /** Freezes the phases. */
  public Recipe {
    phases = List.copyOf(phases);
  }

  /**
   * The recipe of the embedded model.
   *
   * @param length 1 for the published recipe; a fraction for a shorter trial of the same shape
   */
  public static Recipe embedded(double length) {
    List<Phase> phases = new ArrayList<>();
    phases.addAll(
        List.of(
            phase(128, 8, 0.3, BATCH_STATISTICS, 2, 1e-3f, 8.6e-4f, 60, 600 * length),
            phase(128, 8, 0.7, BATCH_STATISTICS, 4, 1e-3f, 7e-4f, 5, 2200 * length),
            phase(256, 8, 0.5, BATCH_STATISTICS, 8, 7e-4f, 2e-4f, 5, 1000 * length),
            phase(512, 4, 0.5, BATCH_STATISTICS, 8, 2e-4f, 3e-5f, 5, 310 * length),
            phase(512, 4, 0.5, RUNNING_STATISTICS, 8, 3e-5f, 1e-6f, 3, 30 * length),
            phase(128, 8, 0.7, BATCH_STATISTICS, 0.5f, 6e-4f, 5e-4f, 50, 2400 * length),
            phase(256, 8, 0.6, BATCH_STATISTICS, 0.5f, 6e-4f, 2.5e-4f, 5, 1400 * length),
            phase(512, 4, 0.5, BATCH_STATISTICS, 0.5f, 2.5e-4f, 2e-5f, 5, 480 * length),
            phase(512, 4, 0.5, RUNNING_STATISTICS, 0.5f, 2e-5f, 1e-6f, 3, 40 * length),
            judgement(512, 4, 0.5, 1e-3f, 3e-5f, 500 * length),
            phase(128, 8, 0.7, BATCH_STATISTICS, 0.5f, 5e-4f, 3e-4f, 50, 3000 * length),
            phase(256, 8, 0.6, BATCH_STATISTICS, 0.5f, 3e-4f, 1e-4f, 5, 300 * length),
            phase(512, 4, 0.5, BATCH_STATISTICS, 0.5f, 1e-4f, 3e-5f, 5, 80 * length),
            phase(128, 8, 0.7, RUNNING_STATISTICS, 0.5f, 5e-5f, 1e-6f, 3, 300 * length)));
    for (float rate = 1e-3f; rate > 1e-5f; rate /= 3) {
      phases.add(judgement(512, 4, 0.5, rate, rate / 3, 30 * length));
      phases.add(judgement(256, 8, 0.6, rate, rate / 3, 60 * length));
      phases.add(judgement(128, 8, 0.7, rate, rate / 3, 150 * length));
    }
    return new Recipe(Blueprint.EMBEDDED, phases, 0.2, 512, 2026);
  }

  private static Phase phase(
      int side,
      int batch,
      double zoomShare,
      BatchNormMode mode,
      float iouWeight,
      float peak,
      float last,
      int warmup,
      double steps) {
    long total = Math.max(warmup + 1, Math.round(steps));
    return new Phase(
        side,
        batch,
        zoomShare,
        4,
        mode,
        EVERYTHING,
        iouWeight,
        new LearningRate(peak, last, warmup, total));
  }

  private static Phase judgement(
      int side, int batch, double zoomShare, float peak, float last, double steps) {
    long total = Math.max(2, Math.round(steps));
    LearningRate rate = new LearningRate(peak, last, 1, total);
    return new Phase(side, batch, zoomShare, 4, RUNNING_STATISTICS, JUDGEMENT, 8, rate);
  }
}
