package io.github.evosam.engine.propagation;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The slices of a stack before an open model, with the expert that is in place. A slice is read and
 * embedded when it is first asked about after another one.
 *
 * <p>An object is followed by the box and the mask that it had on the slice before. Official models
 * get both as prompts. A model that draws prompts answers a mask with the very same mask; it gets
 * the box, and its answer is cut to the mask before, grown by a tenth of the root of its area and
 * at least two pixels.
 */
public final class SegmenterSlices implements SliceModel {
  /** How far an outline moves from slice to slice, as a share of the root of the area. */
  private static final double REACH = 0.1;

  private static final int SHORTEST_REACH = 2;

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
    if (!segmenter.drawsPrompts()) {
      return segmenter.segment(before.stream().map(SegmenterSlices::boxAndMask).toList());
    }
    List<SegmentedObject> answers =
        segmenter.segment(before.stream().map(SegmenterSlices::boxOnly).toList());
    List<SegmentedObject> near = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Mask mask = answers.get(i).mask().cutTo(reach(before.get(i)));
      near.add(new SegmentedObject(mask, answers.get(i).predictedIou()));
    }
    return near;
  }

  private static List<Prompt> boxAndMask(Mask before) {
    return List.of(box(before), new MaskPrompt(before));
  }

  private static List<Prompt> boxOnly(Mask before) {
    return List.of(box(before));
  }

  private static BoxPrompt box(Mask before) {
    return before.boundingBox().orElseThrow();
  }

  /** Where an object may be on the next slice, so that it does not take its neighbours' pixels. */
  private static Mask reach(Mask before) {
    int steps = (int) Math.round(Math.max(SHORTEST_REACH, REACH * Math.sqrt(before.areaPixels())));
    return MaskGrowth.grown(before, steps);
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
