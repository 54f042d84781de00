package io.github.evosam.engine.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Means of an evaluation.
 *
 * @param images number of images judged
 * @param objects number of objects judged
 * @param dice mean Dice over the objects
 * @param iou mean IoU over the objects
 * @param hd95Pixels mean 95 % Hausdorff distance over the objects, pixels
 * @param surfaceDice mean surface Dice over the objects
 * @param clicksTo90 mean number of clicks to a Dice of 0.90, or null if there were no clicks to
 *     count
 * @param perImage the means of each image
 */
public record EvaluationSummary(
    int images,
    int objects,
    double dice,
    double iou,
    double hd95Pixels,
    double surfaceDice,
    Double clicksTo90,
    List<ImageMeans> perImage) {

  /**
   * Means of one image's objects.
   *
   * @param image name
   */
  public record ImageMeans(String image, int objects, double dice, double iou) {}

  /** Sums up results by image name. */
  public static EvaluationSummary of(
      Map<String, List<Evaluation.ObjectResult>> results, EvaluationPrompts prompts) {
    List<Evaluation.ObjectResult> all = new ArrayList<>();
    List<ImageMeans> perImage = new ArrayList<>();
    results.forEach(
        (image, objects) -> {
          all.addAll(objects);
          perImage.add(
              new ImageMeans(
                  image,
                  objects.size(),
                  mean(objects, r -> r.metrics().dice()),
                  mean(objects, r -> r.metrics().iou())));
        });
    boolean clicks = prompts.kind() == EvaluationPrompts.Kind.CLICKS;
    return new EvaluationSummary(
        results.size(),
        all.size(),
        mean(all, r -> r.metrics().dice()),
        mean(all, r -> r.metrics().iou()),
        mean(all, r -> r.metrics().hd95Pixels()),
        mean(all, r -> r.metrics().surfaceDice()),
        clicks ? mean(all, Evaluation.ObjectResult::clicksTo90) : null,
        perImage);
  }

  private static double mean(
      List<Evaluation.ObjectResult> results, ToDoubleFunction<Evaluation.ObjectResult> value) {
    return results.stream().mapToDouble(value).average().orElse(Double.NaN);
  }
}
