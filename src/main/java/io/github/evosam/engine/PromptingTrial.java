package io.github.evosam.engine;

import io.github.evosam.geometry.LabelledPlane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Finds out how prompts are answered best while an expert is in place, see {@link Prompting}: each
 * way is judged on validation images, with boxes and with clicks, and the best stays; of equal ones
 * the simplest.
 *
 * @param segmenter with the expert in place
 * @param images to judge by
 */
record PromptingTrial(Segmenter segmenter, List<LabelledPlane> images) {
  /** Boxes are answered alike whether clicks are informed or not: they are judged once. */
  private static final List<Prompting> ADAPTED =
      List.of(Prompting.ADAPTED, Prompting.ADAPTED_INFORMED);

  /**
   * Leaves the best way in place.
   *
   * @param plain how well the base model answers as it is
   * @return how well prompts are answered now
   */
  TaskJudgement.Prompted choose(TaskJudgement.Prompted plain) {
    Map<Prompting, TaskJudgement.Prompted> judged = new EnumMap<>(Prompting.class);
    judged.put(Prompting.PLAIN, plain);
    judged.put(Prompting.INFORMED, judge(Prompting.INFORMED, plain.boxes()));
    segmenter.router().answer(Prompting.ADAPTED);
    OptionalDouble boxes = TaskJudgement.Prompted.ofBoxes(segmenter, images);
    ADAPTED.forEach(way -> judged.put(way, judge(way, boxes)));
    Prompting best = Prompting.PLAIN;
    for (Prompting way : judged.keySet()) {
      best = judged.get(way).worth() > judged.get(best).worth() ? way : best;
    }
    segmenter.router().answer(best);
    return judged.get(best);
  }

  private TaskJudgement.Prompted judge(Prompting way, OptionalDouble boxes) {
    segmenter.router().answer(way);
    return new TaskJudgement.Prompted(boxes, TaskJudgement.Prompted.ofClicks(segmenter, images));
  }
}
