package io.github.evosam.spark;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found in a plane, or in a block of it, in a form that travels.
 *
 * @param found in the order of the search
 */
record FoundObjects(ArrayList<Found> found) implements Serializable {

  /**
   * An object.
   *
   * @param width of what was searched, pixels
   * @param height of what was searched, pixels
   * @param runs of its pixels there, as {@link Mask#ofRuns} takes them
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

  static FoundObjects of(List<SegmentedObject> objects) {
    return new FoundObjects(new ArrayList<>(objects.stream().map(Found::of).toList()));
  }

  /** The objects, masks of the size of what was searched. */
  List<SegmentedObject> objects() {
    return found.stream().map(Found::object).toList();
  }
}
