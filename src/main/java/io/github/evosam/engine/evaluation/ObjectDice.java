package io.github.evosam.engine.evaluation;

import io.github.evosam.learning.Scores;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Dice of the objects that prompts asked for.
 *
 * @param ofImages of each image's objects, 0..1; an image may have none
 */
public record ObjectDice(List<List<Double>> ofImages) {
  /** Copies the lists. */
  public ObjectDice {
    ofImages = ofImages.stream().map(List::copyOf).toList();
  }

  /** The mean of all objects; empty if there is none. */
  public OptionalDouble mean() {
    return ofImages.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).average();
  }

  /**
   * By how much an image's objects are found better than in others, see {@link Scores#gainOver}.
   *
   * @param others of the same objects
   * @return 0 if fewer than two images have objects, which tell nothing
   */
  public double gainOver(ObjectDice others) {
    return ofImages.stream().filter(image -> !image.isEmpty()).count() < 2
        ? 0
        : means().gainOver(others.means());
  }

  private Scores means() {
    return new Scores(
        ofImages.stream().filter(image -> !image.isEmpty()).map(ObjectDice::mean).toList());
  }

  private static double mean(List<Double> dice) {
    return dice.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
