package io.github.evosam.learning;

import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What an expert is shown: variations that are kept behind the trunk, tiles at the working scale to
 * be asked about without a prompt, and parts of images to be asked about with prompts. Each step
 * puts new ones in the places of old ones. Not safe for use by several threads at once; closing
 * frees the features.
 */
final class SampleBatches implements AutoCloseable {
  /** Variations that are kept. */
  private static final int POOL = 48;

  /** One step in so many asks with prompts, too: prompts cost several rounds. */
  private static final int PROMPTED_EVERY = 2;

  /** Whole images with prompts in a step, for each tile without. */
  private static final double PROMPTED = 0.5;

  /** Least share of an image's side in which its objects are prompted. */
  private static final double SMALLEST_PART = 0.25;

  private final ExpertSamples samples;
  private final WorkingScale scale;
  private final OptimizerOptions options;
  private final FeaturePool tiles;
  private final FeaturePool images;

  /** Without variations, see {@link #fill}. */
  SampleBatches(
      SamModel model,
      int split,
      ExpertSamples samples,
      WorkingScale scale,
      OptimizerOptions options) {
    this.samples = samples;
    this.scale = scale;
    this.options = options;
    tiles = new FeaturePool(model, split);
    images = new FeaturePool(model, split);
  }

  /** Takes the variations that there are after some steps. */
  void fill(long done) {
    for (int i = 0; i < pool(); i++) {
      int drawn = lastDrawn(i, done);
      tiles.add(drawn > 0 ? tile(drawn, random(drawn, 2)) : tile(i, random(0, i)));
      int asked = lastDrawn(i, done / PROMPTED_EVERY);
      images.add(asked > 0 ? image(asked, random(asked, 3)) : image(i, random(0, POOL + i)));
    }
  }

  /** Number of the variation, from 1, that took a place of a pool last; not positive for none. */
  private int lastDrawn(int place, long drawn) {
    return (int) (drawn - Math.floorMod(drawn - place, (long) pool()));
  }

  /** A short training sees no more variations than it has steps. */
  private int pool() {
    return (int) Math.min(POOL, options.steps());
  }

  /** Takes new variations after a step. */
  void refresh(long step) {
    int drawn = (int) step;
    tiles.replace(drawn % pool(), tile(drawn, random(drawn, 2)));
    if (isPrompted(step)) {
      int asked = drawn / PROMPTED_EVERY;
      images.replace(asked % pool(), image(asked, random(asked, 3)));
    }
  }

  private static boolean isPrompted(long step) {
    return step % PROMPTED_EVERY == 0;
  }

  /**
   * A tile for a lesson on pixels.
   *
   * @param lesson number of the lesson
   */
  ExpertSamples.Sample tile(int i, int lesson) {
    return tile(i, random(-1 - i, 4 + lesson));
  }

  private ExpertSamples.Sample tile(int i, SplittableRandom random) {
    int number = i % samples.images().size();
    return samples.draw(number, samples.scale(number, scale), random);
  }

  private ExpertSamples.Sample image(int i, SplittableRandom random) {
    int number = i % samples.images().size();
    int whole = samples.images().get(number).plane().size().longestSide();
    int part = (int) Math.ceil(whole * Math.pow(SMALLEST_PART, random.nextDouble()));
    boolean hasUp = samples.scale(number, scale).isWhole();
    return samples.draw(number, new WorkingScale(part, hasUp), random);
  }

  /** The work of a step, in the parts of its batch. */
  List<Supplier<ParallelGradients.Part>> of(long step, ExpertStep work) {
    List<Supplier<ParallelGradients.Part>> parts = new ArrayList<>();
    for (int part = 0; part < ParallelGradients.PARTS; part++) {
      SplittableRandom random = random(step, part);
      int count = options.batch() / ParallelGradients.PARTS;
      int prompted = (int) Math.ceil(PROMPTED * count);
      parts.add(
          () -> {
            FeaturePool.Batch seen = batch(tiles, count, random);
            return isPrompted(step)
                ? work.both(seen, batch(images, prompted, random), random)
                : work.promptless(seen);
          });
    }
    return parts;
  }

  private static FeaturePool.Batch batch(FeaturePool pool, int count, SplittableRandom random) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(random.nextInt(pool.size()));
    }
    return pool.batch(numbers);
  }

  private SplittableRandom random(long step, int stream) {
    return new SplittableRandom(options.seed() * 1_000_003 + step * 101 + stream);
  }

  @Override
  public void close() {
    tiles.close();
    images.close();
  }
}
