package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.Usage;
import io.github.evosam.lab.continual.ContinualSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of {@code bench continual} that are the same for all methods, or belong to one. */
final class ContinualOptions {
  private static final ContinualSettings USUAL = ContinualSettings.DEFAULT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--steps", paramLabel = "N", description = "Steps for each task (as 'learn').")
  private long steps = USUAL.steps();

  @Option(names = "--rank", paramLabel = "R", description = "Size of experts and adapters (8).")
  private int rank = USUAL.rank();

  @Option(names = "--seed", paramLabel = "S", description = "Random seed (1).")
  private long seed = USUAL.seed();

  @Option(
      names = "--ewc-strength",
      paramLabel = "L",
      description = "How firmly EWC holds what earlier tasks need (${DEFAULT-VALUE}).")
  private double ewcStrength = USUAL.ewcStrength();

  @Option(
      names = "--lwf-weight",
      paramLabel = "L",
      description = "Weight of LwF's old answers (${DEFAULT-VALUE}).")
  private double lwfWeight = USUAL.lwfWeight();

  @Option(
      names = "--replay-images",
      paramLabel = "N",
      description = "Images that replay keeps of each task (${DEFAULT-VALUE}).")
  private int replayImages = USUAL.replayImages();

  @Option(
      names = "--no-clicks",
      description = "Do not count clicks to a Dice of 0.90, which is slow.")
  private boolean noClicks;

  /** The settings; wrong ones are a matter of usage. */
  ContinualSettings settings() {
    return Usage.of(
        spec,
        () ->
            new ContinualSettings(
                steps, rank, seed, ewcStrength, lwfWeight, replayImages, !noClicks));
  }
}
