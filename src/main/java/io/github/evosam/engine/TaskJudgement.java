package io.github.evosam.engine;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.learning.MaskMetrics;
import io.github.evosam.sam.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How good a model is at a task, by images it did not learn from.
 *
 * @param promptless mean Dice of whole images, 0..1
 * @param prompted mean Dice of objects that a box was drawn around, 0..1; empty if there is none
 */
record TaskJudgement(double promptless, OptionalDouble prompted) {
  private static final EvaluationPrompts NO_PROMPT = EvaluationPrompts.parse("none");
  private static final EvaluationPrompts BOX = EvaluationPrompts.parse("box");
  private static final int MAX_OBJECTS = 20;
  private static final double TOLERANCE_PIXELS = 2;

  /** A part of this many tile sides holds two by two tiles. */
  private static final double PART = 1.75;

  /** Judges the model as it is now, with the expert in place if there is one. */
  static TaskJudgement of(Segmenter segmenter, List<LabelledPlane> images) {
    List<Double> whole = new ArrayList<>();
    List<Double> objects = new ArrayList<>();
    for (LabelledPlane image : images) {
      whole.addAll(dice(segmenter.evaluate(image, NO_PROMPT, MAX_OBJECTS, TOLERANCE_PIXELS)));
      objects.addAll(dice(segmenter.evaluate(image, BOX, MAX_OBJECTS, TOLERANCE_PIXELS)));
    }
    return new TaskJudgement(
        mean(whole).orElseThrow(() -> new IllegalArgumentException("There is no image to judge")),
        mean(objects));
  }

  private static List<Double> dice(List<Evaluation.ObjectResult> results) {
    return results.stream().map(result -> result.metrics().dice()).toList();
  }

  private static OptionalDouble mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }

  /**
   * The middles of the images, at most two by two tiles each, so that judging now and then does not
   * cost more than learning. Where the middle shows no object, the image as a whole.
   */
  static List<LabelledPlane> middles(List<LabelledPlane> images, WorkingScale scale) {
    return images.stream().map(image -> middle(image, scale)).toList();
  }

  private static LabelledPlane middle(LabelledPlane image, WorkingScale scale) {
    ImageSize size = image.plane().size();
    int side = (int) (PART * scale.tileSide());
    ImageSize part = new ImageSize(Math.min(size.width(), side), Math.min(size.height(), side));
    LabelledPlane middle =
        image.crop((size.width() - part.width()) / 2, (size.height() - part.height()) / 2, part);
    return middle.labels().maxLabel() == 0 ? image : middle;
  }

  /** Mean Dice of what a way of segmenting makes of images. */
  static double meanDice(
      List<LabelledPlane> images, java.util.function.Function<LabelledPlane, Mask> segmentation) {
    return images.stream()
        .mapToDouble(
            image -> MaskMetrics.dice(segmentation.apply(image), image.labels().foreground()))
        .average()
        .orElseThrow();
  }
}
