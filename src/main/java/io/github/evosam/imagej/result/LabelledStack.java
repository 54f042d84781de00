package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.image.StackPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Planes with their labels, written as two TIFF files.
 *
 * @param name of the image; the labels are {@code NAME-labels}
 * @param pixels what the image's pixels are
 * @param pixelMicrons width and height of a pixel
 * @param sliceMicrons distance of two slices
 * @param planes the slices
 */
public record LabelledStack(
    String name,
    PixelKind pixels,
    double pixelMicrons,
    double sliceMicrons,
    List<LabelledPlane> planes) {
  private static final double CAMERA_OFFSET = 300;
  private static final double CAMERA_GAIN = 34;

  /** What an image's pixels are. */
  public enum PixelKind {
    /** 8-bit grey, from the first channel. */
    GREY_8,
    /** 16-bit grey as of a camera: an offset of 300, and 34 counts a grey level. */
    GREY_16,
    /** Colour. */
    RGB
  }

  /**
   * Writes {@code NAME.tif} and {@code NAME-labels.tif}.
   *
   * @throws ImageFileException if a file cannot be written
   */
  public void write(Path folder) {
    ImageStack stack = null;
    List<LabelMap> labels = new ArrayList<>();
    List<StackPosition> positions = new ArrayList<>();
    for (LabelledPlane plane : planes) {
      ImageProcessor processor = processor(plane.plane());
      stack = stack == null ? new ImageStack(processor.getWidth(), processor.getHeight()) : stack;
      stack.addSlice(processor);
      labels.add(plane.labels());
      positions.add(new StackPosition(1, labels.size(), 1));
    }
    ImagePlus image = new ImagePlus(name, stack);
    Calibration calibration = image.getCalibration();
    calibration.setUnit("µm");
    calibration.pixelWidth = pixelMicrons;
    calibration.pixelHeight = pixelMicrons;
    calibration.pixelDepth = sliceMicrons;
    image.resetDisplayRange();
    ImageWriting.tiff(image, folder.resolve(name + ".tif"));
    ImageWriting.tiff(
        LabelImages.of(image, positions, labels), folder.resolve(name + "-labels.tif"));
  }

  private ImageProcessor processor(Plane plane) {
    int width = plane.size().width();
    int height = plane.size().height();
    ImageProcessor processor =
        switch (pixels) {
          case GREY_8 -> new ByteProcessor(width, height);
          case GREY_16 -> new ShortProcessor(width, height);
          case RGB -> new ColorProcessor(width, height);
        };
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        processor.set(x, y, value(plane, x, y));
      }
    }
    return processor;
  }

  private int value(Plane plane, int x, int y) {
    int red = Math.round(plane.at(0, x, y));
    return switch (pixels) {
      case GREY_8 -> red;
      case GREY_16 -> (int) Math.round(CAMERA_OFFSET + CAMERA_GAIN * plane.at(0, x, y));
      case RGB -> red << 16 | Math.round(plane.at(1, x, y)) << 8 | Math.round(plane.at(2, x, y));
    };
  }
}
