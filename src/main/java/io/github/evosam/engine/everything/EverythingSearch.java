package io.github.evosam.engine.everything;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.sam.prompting.SamPredictor;
import io.github.evosam.sam.task.ObjectMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * How everything is looked for in an image: as a whole, or block by block.
 *
 * @param predictor holds the image, if clicks are to be asked
 * @param maps where objects lie and have their middles; empty: a grid of clicks is asked
 * @param hasExpert whether an expert is in place; it sees images at the scale it was taught at
 * @param options what counts as an object
 * @param cancelled true ends the search with what was found so far
 */
public record EverythingSearch(
    SamPredictor predictor,
    Optional<Maps> maps,
    boolean hasExpert,
    EverythingOptions options,
    BooleanSupplier cancelled) {

  /** Tells where the objects of an image lie. */
  @FunctionalInterface
  public interface Maps {
    /**
     * The map of an image.
     *
     * @param progress hears of the share done, 0..1
     */
    ObjectMap of(PixelSource image, DoubleConsumer progress);
  }

  /**
   * The objects.
   *
   * @param region only this part; empty for the whole image
   * @param progress hears of the share done, 0..1
   */
  public List<SegmentedObject> run(
      PixelSource image, Optional<Mask> region, DoubleConsumer progress) {
    return maps.isPresent()
        ? new ObjectMapSegmentation(options).of(maps.get().of(image, progress), region)
        : new SegmentEverything(predictor, options).run(region, progress, cancelled);
  }

  /**
   * Whether an image is searched in blocks: a big one, and one of which maps of the whole would
   * miss what is small.
   */
  public boolean takesBlocks(ImageSize image) {
    boolean exceedsBlock = image.longestSide() > EverythingInBlocks.SIDE;
    return image.isBig() || exceedsBlock && maps.isPresent() && !hasExpert;
  }

  /**
   * The same search of each block of a large image.
   *
   * @param setImage makes a block the predictor's image
   */
  public EverythingInBlocks inBlocks(PixelSource image, Consumer<PixelSource> setImage) {
    EverythingInBlocks.BlockSearch ofBlock =
        (block, region, progress) -> {
          if (maps.isEmpty()) {
            setImage.accept(block);
          }
          return run(block, region, progress);
        };
    return new EverythingInBlocks(image, ofBlock, options.minAreaPixels());
  }
}
