package io.github.evosam.imagej.stack;

import ij.VirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.imagej.result.LabelColours;

/** 16-bit slices that are all zero and take no memory. */
final class BlankStack extends VirtualStack {
  private final int slices;

  BlankStack(int width, int height, int slices) {
    super(width, height, null, "");
    this.slices = slices;
    setBitDepth(16);
  }

  @Override
  public int getSize() {
    return slices;
  }

  @Override
  public int size() {
    return slices;
  }

  @Override
  public ImageProcessor getProcessor(int n) {
    ImageProcessor pixels = new ShortProcessor(getWidth(), getHeight());
    pixels.setLut(LabelColours.table());
    return pixels;
  }

  @Override
  public Object getPixels(int n) {
    return getProcessor(n).getPixels();
  }

  @Override
  public String getSliceLabel(int n) {
    return null;
  }
}
