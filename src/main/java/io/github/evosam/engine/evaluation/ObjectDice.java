package io.github.evosam.engine.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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
   * By how much these are better than others, as far as the images tell: the mean difference of an
   * image less its standard error (Breiman et al. 1984, sec. 3.4.3). A difference that one image
   * shows and the next one denies is none.
   *
   * @param others of the same objects
   * @return 0 if fewer than two images have objects, which tell nothing
   */
  public double gainOver(ObjectDice others) {
    double[] gains =
        IntStream.range(0, ofImages.size())
            .filter(image -> !ofImages.get(image).isEmpty())
            .mapToDouble(image -> mean(ofImages.get(image)) - mean(others.ofImages.get(image)))
            .toArray();
    if (gains.length < 2) {
      return 0;
    }
    double mean = Arrays.stream(gains).average().orElseThrow();
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    return mean - Math.sqrt(squares / (gains.length - 1) / gains.length);
  }

  private static double mean(List<Double> dice) {
    return dice.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
