package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.geometry.LabelledPlane;
import java.util.List;

/**
 * Finds out whether prompts are answered better with an expert's changes in place or without: both
 * are judged on validation images, with boxes and with clicks, and the changes stay if neither is
 * worse for them.
 *
 * @param segmenter with the expert in place
 * @param images to judge by
 */
public record PromptingTrial(Segmenter segmenter, List<LabelledPlane> images) {

  /**
   * Leaves the better way in place.
   *
   * @param plain how well the base model answers as it is, on the same images
   * @return how well prompts are answered now
   */
  TaskJudgement.Prompted choose(TaskJudgement.Prompted plain) {
    segmenter.router().answer(Prompting.ADAPTED);
    TaskJudgement.Prompted adapted = TaskJudgement.Prompted.of(segmenter, images);
    if (adapted.isNowhereWorseThan(plain) && adapted.gainOver(plain) > 0) {
      return adapted;
    }
    segmenter.router().answer(Prompting.PLAIN);
    return plain;
  }
}
