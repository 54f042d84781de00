package io.github.evosam.imagej.result;

import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import java.util.List;
import java.util.function.IntFunction;

/** Slices of a label image that are made each time they are asked for, so that one is in memory. */
final class LabelPlanes extends VirtualStack {
  private final List<String> names;
  private final IntFunction<ImageProcessor> pixels;

  /**
   * A stack.
   *
   * @param bitDepth of the pixels
   * @param names of the slices, each may be null
   * @param pixels makes the pixels of a slice, counted from 0
   */
  LabelPlanes(
      ImageSize size, int bitDepth, List<String> names, IntFunction<ImageProcessor> pixels) {
    super(size.width(), size.height(), null, "");
    this.names = names;
    this.pixels = pixels;
    setBitDepth(bitDepth);
  }

  /** A stack of the same slices, all made now. */
  ImageStack inMemory() {
    ImageStack stack = new ImageStack(getWidth(), getHeight());
    for (int n = 1; n <= size(); n++) {
      stack.addSlice(getSliceLabel(n), getProcessor(n));
    }
    return stack;
  }

  @Override
  public int getSize() {
    return names.size();
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public ImageProcessor getProcessor(int n) {
    return pixels.apply(n - 1);
  }

  @Override
  public Object getPixels(int n) {
    return getProcessor(n).getPixels();
  }

  @Override
  public String getSliceLabel(int n) {
    return names.get(n - 1);
  }

  @Override
  public String[] getSliceLabels() {
    return names.toArray(String[]::new);
  }
}
