package io.github.evosam.engine.propagation;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.memory.SliceAnswer;
import io.github.evosam.sam.memory.StackPredictor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The slices of a stack before an open SAM 2, with the expert that is in place: objects are
 * followed by the model's memory. A slice is read and embedded when it is first asked about after
 * another one.
 */
public final class MemorySlices implements SliceModel, SliceMemory {
  private final Segmenter segmenter;
  private final IntFunction<? extends PixelSource> planes;
  private final SegmenterSlices alone;
  private final StackPredictor predictor;
  private int current = -1;
  private PixelSource plane;

  private MemorySlices(
      Segmenter segmenter, ImageSize size, int slices, IntFunction<? extends PixelSource> planes) {
    this.segmenter = segmenter;
    this.planes = planes;
    alone = new SegmenterSlices(segmenter, size, this::plane);
    predictor = new StackPredictor(segmenter.model(), slices, this::plane);
  }

  /**
   * The slices of a stack as suits the model: with its memory if it has one, else as {@link
   * SegmenterSlices}.
   *
   * @param segmenter stays the caller's, who sets no other image and no other expert meanwhile
   * @param size of every slice
   * @param slices number of slices
   * @param planes reads a slice, counted from 0
   * @return the caller's to close
   */
  public static SliceModel suited(
      Segmenter segmenter, ImageSize size, int slices, IntFunction<? extends PixelSource> planes) {
    return segmenter.followsByMemory()
        ? new MemorySlices(segmenter, size, slices, planes)
        : new SegmenterSlices(segmenter, size, planes);
  }

  @Override
  public ImageSize size() {
    return alone.size();
  }

  @Override
  public PixelSource plane(int slice) {
    if (current != slice) {
      current = -1; // until the new one is there
      plane = planes.apply(slice);
      current = slice;
    }
    return plane;
  }

  @Override
  public List<SegmentedObject> segment(int slice, List<List<Prompt>> objects) {
    return alone.segment(slice, objects);
  }

  @Override
  public List<SegmentedObject> follow(int slice, List<Mask> before) {
    return alone.follow(slice, before);
  }

  @Override
  public Optional<SliceMemory> memory() {
    return Optional.of(this);
  }

  @Override
  public SegmentedObject show(int object, int slice, List<Prompt> prompts) {
    return guarded(() -> predictor.prompt(object, slice, prompts));
  }

  @Override
  public SegmentedObject follow(int object, int slice, boolean upwards) {
    return guarded(() -> predictor.follow(object, slice, upwards));
  }

  @Override
  public void forget() {
    predictor.forgetObjects();
  }

  private SegmentedObject guarded(Supplier<SliceAnswer> work) {
    try {
      SliceAnswer answer = work.get();
      return new SegmentedObject(answer.mask(), answer.predictedIou());
    } catch (ai.djl.engine.EngineException e) {
      throw EngineException.ofNetwork(segmenter.modelName(), segmenter.device().toString(), e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
