package io.github.evosam.learning;

import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What an expert is shown in each step: new variations of the training images, of which each is
 * used as often as the others; tiles at the working scale to be asked about without a prompt, and
 * now and then parts of images to be asked about with prompts.
 *
 * @param samples the training images
 * @param scale of the tiles
 * @param options size of a batch, and the seed
 */
record SampleBatches(ExpertSamples samples, WorkingScale scale, OptimizerOptions options) {
  /** One step in so many asks with prompts, too: prompts cost several rounds. */
  private static final int PROMPTED_EVERY = 2;

  /** Images with prompts in a step, for each tile without. */
  private static final double PROMPTED = 0.5;

  /** Least share of an image's side in which its objects are prompted. */
  private static final double SMALLEST_PART = 0.25;

  /** The work of a step, in the parts of its batch. */
  List<Supplier<ParallelGradients.Part>> of(long step, ExpertLoss work) {
    List<Supplier<ParallelGradients.Part>> parts = new ArrayList<>();
    for (int part = 0; part < ParallelGradients.PARTS; part++) {
      RandomGenerator random = random(step, part);
      List<Integer> seen = seen(step, part);
      List<Integer> asked = asked(step, part);
      parts.add(
          () -> {
            List<ExpertSamples.Sample> tiles = draw(seen, i -> tile(i, random));
            return asked.isEmpty()
                ? work.promptless(tiles)
                : work.both(tiles, draw(asked, i -> image(i, random)), random);
          });
    }
    return parts;
  }

  private static List<ExpertSamples.Sample> draw(
      List<Integer> images, Function<Integer, ExpertSamples.Sample> variation) {
    return images.stream().map(variation).toList();
  }

  /** Numbers of the images that a part of a step, counted from 1, sees without prompts. */
  List<Integer> seen(long step, int part) {
    return inTurn(step - 1, part, options.batch() / ParallelGradients.PARTS);
  }

  /** Numbers of the images that are asked about with prompts in it; none in every other step. */
  List<Integer> asked(long step, int part) {
    int count = (int) Math.ceil(PROMPTED * options.batch() / ParallelGradients.PARTS);
    return step % PROMPTED_EVERY == 0 ? inTurn(step / PROMPTED_EVERY - 1, part, count) : List.of();
  }

  /** The images that are next, when so many rounds have taken as many for each of their parts. */
  private List<Integer> inTurn(long rounds, int part, int count) {
    long before = (rounds * ParallelGradients.PARTS + part) * count;
    int images = samples.images().size();
    return IntStream.range(0, count).mapToObj(i -> (int) ((before + i) % images)).toList();
  }

  private ExpertSamples.Sample tile(int image, RandomGenerator random) {
    return samples.draw(image, samples.scale(image, scale), random);
  }

  private ExpertSamples.Sample image(int image, RandomGenerator random) {
    int whole = samples.images().get(image).plane().size().longestSide();
    int part = (int) Math.ceil(whole * Math.pow(SMALLEST_PART, random.nextDouble()));
    boolean hasUp = samples.scale(image, scale).isWhole();
    return samples.draw(image, new WorkingScale(part, hasUp), random);
  }

  private RandomGenerator random(long step, int part) {
    return new SplittableRandom(options.seed() * 1_000_003 + step * 101 + part);
  }
}
