package io.github.evosam.lab.pretraining;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the shipped model is trained: the learning rate rises, stays, and falls when it is time to
 * finish, so that a training can go on as long as there is time for it.
 *
 * @param scenes share of the images that are procedural scenes, 0..1
 * @param looks sizes at which images are shown
 * @param learningRate of the decoder and of the maps before it; the encoder stays as it was
 *     pretrained
 * @param warmupSteps steps of the rise, after every interruption
 * @param seed of first weights, images and prompts
 */
public record PyramidRecipe(
    double scenes, List<Look> looks, float learningRate, int warmupSteps, long seed) {
  /** The shipped model. */
  public static final PyramidRecipe SHIPPED =
      new PyramidRecipe(
          0.3,
          List.of(new Look(192, 4, 3, 0.25), new Look(320, 2, 3, 0.35), new Look(512, 1, 4, 0.4)),
          1e-3f,
          100,
          2026);

  /**
   * One size of images.
   *
   * @param inputSide side of the model's input, pixels
   * @param images per step
   * @param objects asked for in each image
   * @param share of the steps
   */
  public record Look(int inputSide, int images, int objects, double share) {}

  /** Freezes the looks. */
  public PyramidRecipe {
    looks = List.copyOf(looks);
  }

  /** The size of a step's images. */
  Look look(RandomGenerator random) {
    double[] shares = looks.stream().mapToDouble(Look::share).toArray();
    return looks.get(Draws.index(shares, random));
  }
}
