package io.github.evosam.engine.evaluation;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.learning.ErrorClick;
import io.github.evosam.learning.MaskMetrics;
import io.github.evosam.sam.prompting.Prediction;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Use case: how well the model finds objects whose true masks are known, object by object.
 *
 * @param predictor of the model that is judged
 * @param prompts of the simulated user
 * @param maxObjects the largest objects of each image that are judged, at most
 * @param tolerancePixels outline distance that counts as agreement in the surface Dice
 */
public record Evaluation(
    SamPredictor predictor, EvaluationPrompts prompts, int maxObjects, double tolerancePixels) {
  /** Dice at which a simulated user is content. */
  public static final double CONTENT_DICE = 0.90;

  /** Smallest connected part of a binary mask that counts as an object. */
  public static final int MIN_OBJECT_PIXELS = 32;

  /**
   * The result of one object.
   *
   * @param metrics after the last prompt
   * @param clicksTo90 number of clicks until the Dice reached {@value #CONTENT_DICE}, or the number
   *     allowed if it never did
   */
  public record ObjectResult(MaskMetrics metrics, int clicksTo90) {}

  /**
   * Judges the image that the predictor holds.
   *
   * @param truth instance labels; a binary mask (one label) counts by its connected parts of at
   *     least {@value #MIN_OBJECT_PIXELS} pixels
   */
  public List<ObjectResult> currentImage(LabelMap truth) {
    List<ObjectResult> results = new ArrayList<>();
    for (Mask object : objects(truth)) {
      results.add(prompts.kind() == EvaluationPrompts.Kind.CLICKS ? clicked(object) : once(object));
    }
    return results;
  }

  /**
   * Judges all objects of an image in one, where no prompt tells them apart.
   *
   * @param found the pixels that were found
   * @param truth all pixels that belong to an object
   */
  public static ObjectResult whole(Mask found, Mask truth, double tolerancePixels) {
    return new ObjectResult(MaskMetrics.of(found, truth, tolerancePixels), 0);
  }

  /** The objects to be found, largest first where there are too many, else in label order. */
  private List<Mask> objects(LabelMap truth) {
    Collection<Mask> masks = truth.masks().values();
    if (masks.size() == 1) {
      masks =
          LabelMap.components(masks.iterator().next()).masks().values().stream()
              .filter(part -> part.areaPixels() >= MIN_OBJECT_PIXELS)
              .toList();
    }
    return masks.stream()
        .sorted((a, b) -> Integer.compare(b.areaPixels(), a.areaPixels()))
        .limit(maxObjects)
        .toList();
  }

  private ObjectResult once(Mask object) {
    Prompt prompt =
        switch (prompts.kind()) {
          case BOX -> object.boundingBox().orElseThrow();
          case POINT, CLICKS -> ErrorClick.centre(object, true);
          case NONE ->
              throw new IllegalArgumentException(
                  "Without prompts an image is judged as a whole, not object by object");
        };
    Prediction prediction = predictor.predict(List.of(prompt), null);
    return new ObjectResult(MaskMetrics.of(prediction.mask(), object, tolerancePixels), 1);
  }

  private ObjectResult clicked(Mask object) {
    List<Prompt> clicks = new ArrayList<>(List.of(ErrorClick.centre(object, true)));
    Prediction prediction = predictor.predict(clicks, null);
    while (MaskMetrics.dice(prediction.mask(), object) < CONTENT_DICE
        && clicks.size() < prompts.clicks()) {
      clicks.add(ErrorClick.next(prediction.mask(), object).orElseThrow());
      prediction = predictor.predict(clicks, prediction.lowRes());
    }
    MaskMetrics metrics = MaskMetrics.of(prediction.mask(), object, tolerancePixels);
    return new ObjectResult(metrics, clicks.size());
  }
}
