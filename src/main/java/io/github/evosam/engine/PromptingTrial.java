package io.github.evosam.engine;

import io.github.evosam.geometry.LabelledPlane;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Finds out how prompts are answered best while an expert is in place, see {@link Prompting}: each
 * way is judged on validation images, with boxes and with clicks, and the best stay; of equal ones
 * the simplest.
 *
 * @param segmenter with the expert in place
 * @param images to judge by
 */
record PromptingTrial(Segmenter segmenter, List<LabelledPlane> images) {
  /** Boxes do not start from what is expected. */
  private static final Set<Answering> OF_BOXES =
      EnumSet.of(Answering.PLAIN, Answering.ADAPTED, Answering.SELECTED);

  /**
   * Leaves the best ways in place.
   *
   * @param plain how well the base model answers as it is
   * @return how well prompts are answered now
   */
  TaskJudgement.Prompted choose(TaskJudgement.Prompted plain) {
    Map<Answering, Dice> ways = judged();
    Prompting best = Prompting.PLAIN;
    TaskJudgement.Prompted ofBest = plain;
    ways.put(Answering.PLAIN, Dice.of(plain));
    for (Answering boxes : OF_BOXES) {
      for (Answering clicks : Answering.values()) {
        TaskJudgement.Prompted judged =
            new TaskJudgement.Prompted(
                mean(ways.get(boxes).boxes()), mean(ways.get(clicks).clicks()));
        if (Prompting.goTogether(boxes, clicks) && judged.worth() > ofBest.worth()) {
          best = new Prompting(boxes, clicks);
          ofBest = judged;
        }
      }
    }
    segmenter.router().answer(best);
    return ofBest;
  }

  /** Judges all ways but the plain one, image by image: what is expected of each is kept. */
  private Map<Answering, Dice> judged() {
    Map<Answering, Dice> ways = new EnumMap<>(Answering.class);
    for (LabelledPlane image : images) {
      for (Answering way : EnumSet.complementOf(EnumSet.of(Answering.PLAIN))) {
        Dice dice = ways.computeIfAbsent(way, any -> Dice.none());
        segmenter.router().answer(Prompting.of(way));
        TaskJudgement.Prompted.clicked(segmenter, image).forEach(dice.clicks());
        if (OF_BOXES.contains(way)) {
          TaskJudgement.Prompted.boxed(segmenter, image).forEach(dice.boxes());
        }
      }
    }
    return ways;
  }

  private static OptionalDouble mean(DoubleSummaryStatistics dice) {
    return dice.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(dice.getAverage());
  }

  /** Dice of objects that were asked for in one way. */
  private record Dice(DoubleSummaryStatistics boxes, DoubleSummaryStatistics clicks) {
    static Dice none() {
      return new Dice(new DoubleSummaryStatistics(), new DoubleSummaryStatistics());
    }

    static Dice of(TaskJudgement.Prompted means) {
      Dice dice = none();
      means.boxes().ifPresent(dice.boxes);
      means.clicks().ifPresent(dice.clicks);
      return dice;
    }
  }
}
