package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.learning.MaskMetrics;
import java.util.List;
import java.util.Optional;

/**
 * An image as the base model and an expert see it, both without a prompt.
 *
 * @param image with its true objects
 * @param before what the base model finds, one label for each connected part
 * @param after what the expert finds
 * @param chosen the expert that the matcher chooses for the image; empty if none fits
 */
public record TaskComparison(
    TaskImage image, LabelMap before, LabelMap after, Optional<ExpertMatch.Ranked> chosen) {

  /** Compares on one image, which is the current one afterwards, with the expert in place. */
  static TaskComparison of(Segmenter segmenter, TaskImage image, ExpertChoice expert) {
    segmenter.use(ExpertChoice.NONE);
    segmenter.setImage(image.plane().plane());
    Optional<ExpertMatch.Ranked> chosen = segmenter.match().chosen();
    LabelMap before = labels(segmenter, image);
    segmenter.use(expert);
    return new TaskComparison(image, before, labels(segmenter, image), chosen);
  }

  private static LabelMap labels(Segmenter segmenter, TaskImage image) {
    List<SegmentedObject> found = segmenter.segmentTask();
    return LabelMap.of(
        image.plane().plane().size(), found.stream().map(SegmentedObject::mask).toList());
  }

  /** Dice of everything that the base model finds, 0..1. */
  public double diceBefore() {
    return dice(before);
  }

  /** Dice of everything that the expert finds, 0..1. */
  public double diceAfter() {
    return dice(after);
  }

  private double dice(LabelMap found) {
    return MaskMetrics.dice(found.foreground(), image.plane().labels().foreground());
  }
}
