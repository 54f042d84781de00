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

/**
 * Use case: everything in a big image, in which a search of the whole would miss what is small. It
 * is searched in overlapping blocks, each as an image of its own, and the objects are merged across
 * their borders, see {@link BlockMerging}. In memory are one block and the objects.
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
    List<Block> blocks = blocks();
    BlockMerging merging = new BlockMerging(minAreaPixels);
    for (int i = 0; i < blocks.size() && !cancelled.getAsBoolean(); i++) {
      double done = i;
      add(blocks.get(i), region, merging, share -> progress.accept((done + share) / blocks.size()));
      progress.accept((done + 1) / blocks.size());
    }
    return merging.finish();
  }

  private void add(
      Block block, Optional<Mask> region, BlockMerging merging, DoubleConsumer progress) {
    Optional<Mask> part = region.map(block::cut);
    if (part.map(Mask::isEmpty).orElse(false)) {
      return;
    }
    Plane pixels = image.crop(block.x(), block.y(), block.size());
    merging.add(
        block,
        search.objects(pixels, part, progress).stream()
            .filter(object -> !object.mask().isEmpty())
            .map(object -> placed(object, block))
            .toList());
  }

  private static SegmentedObject placed(SegmentedObject object, Block block) {
    Mask mask = object.mask().placed(block.image(), block.x(), block.y());
    return new SegmentedObject(mask, object.predictedIou());
  }

  private List<Block> blocks() {
    WorkingScale scale = new WorkingScale(SIDE);
    ImageSize size = image.size();
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
