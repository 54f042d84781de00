package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.result.LabelColours;
import java.util.Arrays;

/**
 * A label image in memory: as many slices and frames as its source, no channels. Slices count as
 * {@link io.github.evosam.imagej.image.SliceRange} does, but from 0.
 *
 * @param image 8- or 16-bit; changed by {@link #write}
 */
public record LabelStackImage(ImagePlus image) implements LabelStack {
  private static final int COLOURS = 255;
  private static final int LARGEST_8_BIT = 255;

  /** Refuses images whose pixels are no whole numbers, or that are read from disk. */
  public LabelStackImage {
    if (image.getBitDepth() > 16 || image.getStack().isVirtual()) {
      throw new IllegalArgumentException(
          "'%s' cannot be changed as a label image: it is %s; give an 8- or 16-bit image in memory"
              .formatted(
                  image.getTitle(),
                  image.getStack().isVirtual()
                      ? "a virtual stack"
                      : "of " + image.getBitDepth() + " bits"));
    }
  }

  /** An empty 16-bit label image of a source, titled {@code NAME-labels}. */
  public static LabelStackImage of(ImagePlus source) {
    ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
    for (int plane = 1; plane <= source.getNSlices() * source.getNFrames(); plane++) {
      stack.addSlice(new ShortProcessor(source.getWidth(), source.getHeight()));
    }
    return new LabelStackImage(dressed(stack, source));
  }

  /** A stack of labels with the title, dimensions, calibration and colours of label images. */
  static ImagePlus dressed(ImageStack stack, ImagePlus source) {
    ImagePlus image = new ImagePlus(ImageTitle.of(source, "labels"), stack);
    stack.setColorModel(LabelColours.table());
    image.getProcessor().setLut(LabelColours.table());
    image.setDimensions(1, source.getNSlices(), source.getNFrames());
    image.setOpenAsHyperStack(source.getNSlices() > 1 && source.getNFrames() > 1);
    Calibration calibration = source.getCalibration().copy();
    calibration.disableDensityCalibration();
    image.setCalibration(calibration);
    image.setDisplayRange(0, COLOURS);
    return image;
  }

  @Override
  public int slices() {
    return image.getStackSize();
  }

  @Override
  public LabelMap read(int slice) {
    ImageProcessor pixels = image.getStack().getProcessor(slice + 1);
    int[] labels = new int[pixels.getPixelCount()];
    Arrays.setAll(labels, pixels::get);
    return LabelMap.of(size(), labels);
  }

  @Override
  public void write(int slice, LabelMap labels) {
    requireFitting(labels);
    ImageProcessor pixels = image.getStack().getProcessor(slice + 1);
    int[] values = labels.toArray();
    for (int i = 0; i < values.length; i++) {
      pixels.set(i, values[i]);
    }
  }

  /** Gives each label its own colour, now that the largest is known, and draws the image anew. */
  public void show(int largestLabel) {
    image.setDisplayRange(0, Math.max(COLOURS, largestLabel));
    image.updateAndDraw();
  }

  private ImageSize size() {
    return new ImageSize(image.getWidth(), image.getHeight());
  }

  private void requireFitting(LabelMap labels) {
    int largest = image.getBitDepth() == 8 ? LARGEST_8_BIT : LARGEST_LABEL;
    if (!labels.size().equals(size()) || labels.maxLabel() > largest) {
      throw new IllegalArgumentException(
          "Labels of %s up to %d do not fit the %d-bit label image '%s' of %s"
              .formatted(
                  labels.size(), labels.maxLabel(), image.getBitDepth(), image.getTitle(), size()));
    }
  }
}
