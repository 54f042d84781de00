package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.evaluation.ObjectDice;
import io.github.evosam.engine.expert.Answering;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.geometry.LabelledPlane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out how prompts are answered best while an expert is in place, see {@link Prompting}: each
 * way is judged on validation images, with boxes and with clicks, and those stay that are surest to
 * be better than the base model, if any is: what clicks gain is not paid for by boxes, nor the
 * other way round.
 *
 * @param segmenter with the expert in place
 * @param images to judge by
 */
public record PromptingTrial(Segmenter segmenter, List<LabelledPlane> images) {
  /** Boxes do not start from what is expected. */
  private static final Set<Answering> OF_BOXES =
      EnumSet.of(Answering.PLAIN, Answering.ADAPTED, Answering.SELECTED);

  /**
   * Leaves the best ways in place.
   *
   * @param plain how well the base model answers as it is, on the same images
   * @return how well prompts are answered now
   */
  TaskJudgement.Prompted choose(TaskJudgement.Prompted plain) {
    Map<Answering, TaskJudgement.Prompted> ways = judged();
    ways.put(Answering.PLAIN, plain);
    Prompting best = Prompting.PLAIN;
    TaskJudgement.Prompted ofBest = plain;
    for (Answering boxes : OF_BOXES) {
      for (Answering clicks : Answering.values()) {
        TaskJudgement.Prompted judged =
            new TaskJudgement.Prompted(ways.get(boxes).boxes(), ways.get(clicks).clicks());
        if (Prompting.goTogether(boxes, clicks)
            && judged.isNowhereWorseThan(plain)
            && judged.gainOver(plain) > ofBest.gainOver(plain)) {
          best = new Prompting(boxes, clicks);
          ofBest = judged;
        }
      }
    }
    segmenter.router().answer(best);
    return ofBest;
  }

  /** Judges all ways but the plain one, image by image: what is expected of each is kept. */
  private Map<Answering, TaskJudgement.Prompted> judged() {
    Map<Answering, Judged> ways = new EnumMap<>(Answering.class);
    for (LabelledPlane image : images) {
      for (Answering way : EnumSet.complementOf(EnumSet.of(Answering.PLAIN))) {
        Judged judged = ways.computeIfAbsent(way, any -> Judged.none());
        segmenter.router().answer(Prompting.of(way));
        judged.clicks().add(TaskJudgement.Prompted.clicked(segmenter, image));
        if (OF_BOXES.contains(way)) {
          judged.boxes().add(TaskJudgement.Prompted.boxed(segmenter, image));
        }
      }
    }
    Map<Answering, TaskJudgement.Prompted> all = new EnumMap<>(Answering.class);
    ways.forEach((way, judged) -> all.put(way, judged.prompted()));
    return all;
  }

  /** Dice of the objects of the images so far. */
  private record Judged(List<List<Double>> boxes, List<List<Double>> clicks) {
    static Judged none() {
      return new Judged(new ArrayList<>(), new ArrayList<>());
    }

    TaskJudgement.Prompted prompted() {
      return new TaskJudgement.Prompted(new ObjectDice(boxes), new ObjectDice(clicks));
    }
  }
}
