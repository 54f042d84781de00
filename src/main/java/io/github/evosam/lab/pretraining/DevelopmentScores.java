package io.github.evosam.lab.pretraining;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.learning.ErrorClick;
import io.github.evosam.learning.MaskMetrics;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.Prediction;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a state of a training answers prompts on images that it does not learn from: mean Dice
 * over sets of the means over objects, beside what the ellipse in each box has.
 */
public final class DevelopmentScores {
  private static final int OBJECTS_PER_IMAGE = 3;
  private static final int CLICKS = 5;
  private static final int SMALLEST_OBJECT = 32;

  private final Map<String, List<LabelledPlane>> sets = new LinkedHashMap<>();

  /**
   * Mean Dice.
   *
   * @param box of the object's bounding box
   * @param click of one click at its innermost pixel
   * @param clicks of five clicks, each at the middle of the largest error
   * @param ellipse of the ellipse that touches the box's sides, which needs no model
   */
  public record Dice(double box, double click, double clicks, double ellipse) {
    static Dice mean(Collection<Dice> all) {
      double[] sums = new double[4];
      for (Dice dice : all) {
        sums[0] += dice.box / all.size();
        sums[1] += dice.click / all.size();
        sums[2] += dice.clicks / all.size();
        sums[3] += dice.ellipse / all.size();
      }
      return new Dice(sums[0], sums[1], sums[2], sums[3]);
    }
  }

  /** Adds images of a set. */
  public void add(String set, List<LabelledPlane> images) {
    sets.put(set, List.copyOf(images));
  }

  /** The scores of each set, in the order in which they were added. */
  public Map<String, Dice> of(SamModel model) {
    Map<String, Dice> scores = new LinkedHashMap<>();
    try (SamPredictor predictor = new SamPredictor(model)) {
      sets.forEach(
          (name, images) -> {
            List<Dice> all = new ArrayList<>();
            for (LabelledPlane image : images) {
              predictor.setImage(image.plane());
              objects(image.labels()).forEach(object -> all.add(judge(predictor, object)));
            }
            if (!all.isEmpty()) {
              scores.put(name, Dice.mean(all));
            }
          });
    }
    return scores;
  }

  /** The mean over sets. */
  public static Dice mean(Map<String, Dice> scores) {
    return Dice.mean(scores.values());
  }

  private static Dice judge(SamPredictor predictor, Mask object) {
    BoxPrompt box = object.boundingBox().orElseThrow();
    List<Prompt> clicks = new ArrayList<>(List.of(ErrorClick.centre(object, true)));
    Prediction answer = predictor.predict(clicks, null);
    double first = MaskMetrics.dice(answer.mask(), object);
    while (clicks.size() < CLICKS && ErrorClick.next(answer.mask(), object).isPresent()) {
      clicks.add(ErrorClick.next(answer.mask(), object).orElseThrow());
      answer = predictor.predict(clicks, answer.lowRes());
    }
    return new Dice(
        MaskMetrics.dice(predictor.predict(List.of(box), null).mask(), object),
        first,
        MaskMetrics.dice(answer.mask(), object),
        MaskMetrics.dice(ellipse(box, object.size()), object));
  }

  /** Objects from the largest to the smallest, evenly spread; a binary mask counts by its parts. */
  private static List<Mask> objects(LabelMap labels) {
    Collection<Mask> masks = labels.masks().values();
    if (masks.size() == 1) {
      masks = LabelMap.components(masks.iterator().next()).masks().values();
    }
    List<Mask> sorted =
        masks.stream()
            .filter(mask -> mask.areaPixels() >= SMALLEST_OBJECT)
            .sorted(Comparator.comparingInt(Mask::areaPixels).reversed())
            .toList();
    int count = Math.min(OBJECTS_PER_IMAGE, sorted.size());
    List<Mask> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(sorted.get(i * sorted.size() / count));
    }
    return chosen;
  }

  private static Mask ellipse(BoxPrompt box, ImageSize size) {
    boolean[] inside = new boolean[Math.toIntExact(size.area())];
    double cx = (box.x0() + box.x1()) / 2;
    double cy = (box.y0() + box.y1()) / 2;
    double rx = (box.x1() - box.x0() + 1) / 2;
    double ry = (box.y1() - box.y0() + 1) / 2;
    for (int i = 0; i < inside.length; i++) {
      double dx = (i % size.width() - cx) / rx;
      double dy = (i / size.width() - cy) / ry;
      inside[i] = dx * dx + dy * dy <= 1;
    }
    return Mask.of(size, inside);
  }
}
