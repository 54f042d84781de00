package io.github.evosam.spark;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found in a block of a plane, in a form that travels.
 *
 * @param block its number
 * @param found in the order of the search
 */
record BlockObjects(int block, ArrayList<Found> found) implements Serializable {

  /**
   * An object.
   *
   * @param width of the block, pixels
   * @param height of the block, pixels
   * @param runs of its pixels in the block, as {@link Mask#ofRuns} takes them
   * @param predictedIou as {@link SegmentedObject}
   */
  record Found(int width, int height, int[] runs, double predictedIou) implements Serializable {
    static Found of(SegmentedObject object) {
      IntStream.Builder runs = IntStream.builder();
      object.mask().forEachRun((start, end) -> runs.add(start).add(end));
      ImageSize size = object.mask().size();
      return new Found(size.width(), size.height(), runs.build().toArray(), object.predictedIou());
    }

    SegmentedObject object() {
      return new SegmentedObject(Mask.ofRuns(new ImageSize(width, height), runs), predictedIou);
    }
  }

  static BlockObjects of(int block, List<SegmentedObject> objects) {
    return new BlockObjects(block, new ArrayList<>(objects.stream().map(Found::of).toList()));
  }

  /** The objects, masks of the block's size. */
  List<SegmentedObject> objects() {
    return found.stream().map(Found::object).toList();
  }
}
