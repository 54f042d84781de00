package io.github.evosam.engine.propagation;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The slices of a stack before an open model, with the expert that is in place. A slice is read and
 * embedded when it is first asked about after another one.
 *
 * <p>An object is followed by the box and the mask that it had on the slice before.
 */
public final class SegmenterSlices implements SliceModel {
  private final Segmenter segmenter;
  private final ImageSize size;
  private final IntFunction<? extends PixelSource> planes;
  private int current = -1;
  private PixelSource plane;

  /**
   * The slices of a stack.
   *
   * @param segmenter stays the caller's, who sets no other image meanwhile
   * @param size of every slice
   * @param planes reads a slice, counted from 0
   */
  public SegmenterSlices(
      Segmenter segmenter, ImageSize size, IntFunction<? extends PixelSource> planes) {
    this.segmenter = segmenter;
    this.size = size;
    this.planes = planes;
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public PixelSource plane(int slice) {
    show(slice);
    return plane;
  }

  @Override
  public List<SegmentedObject> segment(int slice, List<List<Prompt>> objects) {
    show(slice);
    return segmenter.segment(objects);
  }

  @Override
  public List<SegmentedObject> follow(int slice, List<Mask> before) {
    show(slice);
    return segmenter.segment(before.stream().map(SegmenterSlices::boxAndMask).toList());
  }

  private static List<Prompt> boxAndMask(Mask before) {
    return List.of(before.boundingBox().orElseThrow(), new MaskPrompt(before));
  }

  private void show(int slice) {
    if (current != slice) {
      current = -1; // until the new one is there
      plane = planes.apply(slice);
      segmenter.setImage(plane);
      current = slice;
    }
  }
}
