package io.github.evosam.cli;

import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.stack.StackSegmentation;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How objects are followed through a stack: through which planes, and where they end. */
final class FollowingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--slices",
      defaultValue = "all",
      paramLabel = "all|A-B",
      description = "Planes to follow through (${DEFAULT-VALUE}).")
  private String slices;

  @Option(
      names = "--direction",
      defaultValue = "both",
      paramLabel = "both|forward|backward",
      description = "Where to (${DEFAULT-VALUE}).")
  private String direction;

  @Option(
      names = "--min-area",
      paramLabel = "PIXELS",
      description = "An object ends where fewer pixels are left (${DEFAULT-VALUE}).")
  private int minArea = StopRule.DEFAULT.minAreaPixels();

  @Option(
      names = "--min-iou",
      paramLabel = "IOU",
      description = "An object ends where the model predicts a lower IoU (${DEFAULT-VALUE}).")
  private double minIou = StopRule.DEFAULT.minPredictedIou();

  @Option(
      names = "--min-overlap",
      paramLabel = "IOU",
      description = "An object ends where its IoU with the last plane is lower (${DEFAULT-VALUE}).")
  private double minOverlap = StopRule.DEFAULT.minOverlap();

  @Option(
      names = "--min-contrast",
      paramLabel = "SHARE",
      description = "An object ends where less of its first contrast is left (${DEFAULT-VALUE}).")
  private double minContrast = StopRule.DEFAULT.minContrast();

  /**
   * What is done with each stack.
   *
   * @throws ParameterException if an option is out of its range, or cannot be understood
   */
  StackSegmentation task(StackSegmentation.Shown shown, boolean everything, ExpertChoice expert) {
    return Usage.of(
        spec,
        () ->
            new StackSegmentation(
                shown,
                everything,
                expert,
                SliceRange.parse(slices),
                new StopRule(minArea, minIou, minOverlap, minContrast),
                direction()));
  }

  private Direction direction() {
    try {
      return Direction.valueOf(direction.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Direction '" + direction + "' is not known; use both, forward or backward", e);
    }
  }
}
