package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * What a propagation asks of a model about the slices of a stack. The same questions get the same
 * answers. Asked slice by slice, so an implementation need not hold more than one slice.
 */
public interface SliceModel extends AutoCloseable {
  /** Width and height of every slice. */
  ImageSize size();

  /** The pixels of a slice; the one that was asked about last costs nothing. */
  PixelSource plane(int slice);

  /**
   * The objects that prompts show.
   *
   * @param slice counts from 0
   * @param objects the prompts of each object, image pixels
   * @return one for each, in their order; a mask may be empty
   * @throws IllegalArgumentException if a point or a whole box lies outside the image or prompts do
   *     not go together
   */
  List<SegmentedObject> segment(int slice, List<List<Prompt>> objects);

  /**
   * What has become of objects that were seen on a neighbouring slice.
   *
   * @param slice counts from 0
   * @param before the mask of each, not empty
   * @return one for each, in their order; a mask may be empty
   */
  List<SegmentedObject> follow(int slice, List<Mask> before);

  /** The model's memory, by which objects are followed if there is one. */
  default Optional<SliceMemory> memory() {
    return Optional.empty();
  }

  /** Frees what is kept of the slices; the model stays its owner's. */
  @Override
  default void close() {
    // nothing is kept
  }
}
