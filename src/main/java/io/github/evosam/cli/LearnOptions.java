package io.github.evosam.cli;

import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.imagej.task.ValidationChoice;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how an expert learns and is judged. */
final class LearnOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private Length length = new Length();

  @Option(names = "--rank", paramLabel = "R", description = "Size of the expert (8).")
  private Integer rank;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Random seed.")
  private long seed;

  @Option(
      names = "--validation",
      defaultValue = "" + TaskDataset.USUAL_SHARE,
      paramLabel = "FRACTION|DIR",
      description =
          "Share of the images to judge by, or a folder with images and masks (${DEFAULT-VALUE}).")
  private String validation;

  /** How long to learn. */
  static final class Length {
    @Option(names = "--minutes", paramLabel = "M", description = "Learn so long at most (4).")
    private Double minutes;

    @Option(names = "--epochs", paramLabel = "N", description = "See each image so many times.")
    private Integer epochs;
  }

  /** The settings; wrong ones are a matter of usage. */
  LearningSettings settings(int images) {
    LearningSettings usual = LearningSettings.DEFAULT;
    try {
      LearningSettings chosen =
          new LearningSettings(
              usual.steps(), usual.budget(), rank == null ? usual.rank() : rank, seed);
      if (length.epochs != null) {
        return chosen.withEpochs(length.epochs, images);
      }
      return length.minutes == null ? chosen : chosen.withMinutes(length.minutes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** What the expert is judged by; a share that cannot be is a matter of usage. */
  ValidationChoice validation() {
    return Usage.of(spec, "--", () -> ValidationChoice.parse(validation));
  }
}
