package io.github.evosam.engine.everything;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;

/**
 * Use case: everything in a large image, in which a search of the whole would miss what is small.
 * It is searched in overlapping blocks, each as an image of its own, and the objects are merged
 * across their borders, see {@link BlockMerging}. In memory are one block and the objects.
 *
 * @param image searched
 * @param search of a block
 * @param minAreaPixels smaller objects are dropped
 */
public record EverythingInBlocks(PixelSource image, BlockSearch search, int minAreaPixels) {
  /** Side of a block; a quarter of it at least is the next one's, too. */
  static final int SIDE = 1024;

  /** Searches an image of a block's size. */
  @FunctionalInterface
  public interface BlockSearch {
    /**
     * The objects of a block.
     *
     * @param region only this part of the block, at least one pixel; empty for all of it
     * @param progress hears of the share done, 0..1
     */
    List<SegmentedObject> objects(Plane block, Optional<Mask> region, DoubleConsumer progress);
  }

  /**
   * Searches the image.
   *
   * @param region only this part; empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled asked between blocks; true ends the run with what was found so far
   * @return objects that do not overlap, surest first
   */
  public List<SegmentedObject> run(
      Optional<Mask> region, DoubleConsumer progress, BooleanSupplier cancelled) {
    double count = count(image.size());
    IntFunction<List<SegmentedObject>> found =
        block -> {
          List<SegmentedObject> objects =
              objects(block, region, share -> progress.accept((block + share) / count));
          progress.accept((block + 1) / count);
          return objects;
        };
    return merged(image.size(), found, minAreaPixels, cancelled);
  }

  /** Number of blocks that an image of a size is searched in. */
  public static int count(ImageSize image) {
    return blocks(image).size();
  }

  /**
   * Searches one block, whose objects {@link #merged} takes.
   *
   * @param block its number, from 0 to less than {@link #count}
   * @param region only this part of the image; empty for the whole
   * @param progress hears of the share done, 0..1
   * @return masks of the block's size
   */
  public List<SegmentedObject> objects(int block, Optional<Mask> region, DoubleConsumer progress) {
    Block place = blocks(image.size()).get(block);
    Optional<Mask> part = region.map(place::cut);
    return part.map(Mask::isEmpty).orElse(false)
        ? List.of()
        : search.objects(image.crop(place.x(), place.y(), place.size()), part, progress);
  }

  /**
   * Merges the objects of all blocks.
   *
   * @param found gives the objects of a block by its number, masks of the block's size; asked once
   *     for each block, in rising order
   * @param minAreaPixels smaller objects are dropped
   * @param cancelled asked between blocks; true ends it with what was found so far
   * @return objects that do not overlap, surest first; masks of the image's size
   */
  public static List<SegmentedObject> merged(
      ImageSize image,
      IntFunction<List<SegmentedObject>> found,
      int minAreaPixels,
      BooleanSupplier cancelled) {
    List<Block> blocks = blocks(image);
    BlockMerging merging = new BlockMerging(minAreaPixels);
    for (int i = 0; i < blocks.size() && !cancelled.getAsBoolean(); i++) {
      Block block = blocks.get(i);
      merging.add(
          block,
          found.apply(i).stream()
              .filter(object -> !object.mask().isEmpty())
              .map(object -> placed(object, block))
              .toList());
    }
    return merging.finish();
  }

  private static SegmentedObject placed(SegmentedObject object, Block block) {
    Mask mask = object.mask().placed(block.image(), block.x(), block.y());
    return new SegmentedObject(mask, object.predictedIou());
  }

  private static List<Block> blocks(ImageSize size) {
    WorkingScale scale = new WorkingScale(SIDE);
    ImageSize side = new ImageSize(Math.min(SIDE, size.width()), Math.min(SIDE, size.height()));
    List<Block> blocks = new ArrayList<>();
    for (int y : scale.offsets(size.height())) {
      for (int x : scale.offsets(size.width())) {
        blocks.add(new Block(size, x, y, side));
      }
    }
    return blocks;
  }
}
