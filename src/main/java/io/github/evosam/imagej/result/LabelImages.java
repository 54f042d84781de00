package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.StackPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Label maps and masks as ImageJ images. For the way back see {@link LabelReading}. */
public final class LabelImages {
  private static final int LARGEST_8_BIT = 255;
  private static final int LARGEST_16_BIT = 65535;

  /** Larger whole numbers have no float32 of their own. */
  private static final int LARGEST_32_BIT = 1 << 24;

  private LabelImages() {}

  /**
   * The label image of segmented planes, titled {@code NAME-labels}.
   *
   * <p>8-bit if no label exceeds 255, 16-bit if none exceeds 65535, otherwise 32-bit; coloured by
   * {@link LabelColours} with the display range fixed to 0..255 or 0..largest label, so that a
   * label has one colour in all slices. Calibration is the source's. The stack has the slices and
   * frames that were segmented, so that some frames of a time series stay a time series; where
   * these are not all of some frames, it is a plain stack. Slice labels say where planes come from,
   * and the z origin is moved by as much as the first is deep.
   *
   * @param source the image that was segmented
   * @param positions where each label map lies
   * @param labels as many as positions, all of the source's size
   * @throws IllegalArgumentException if a label exceeds 16777216 or numbers or sizes differ
   */
  public static ImagePlus of(
      ImagePlus source, List<StackPosition> positions, List<LabelMap> labels) {
    requireFitting(source, positions, labels);
    int largest = largest(source, labels);
    ImageStack stack = planes(source, positions, labels, largest).inMemory();
    return dressed(source, positions, stack, largest);
  }

  /** The same label image as a virtual stack, whose slices are made when they are asked for. */
  static ImagePlus virtual(ImagePlus source, List<StackPosition> positions, List<LabelMap> labels) {
    requireFitting(source, positions, labels);
    int largest = largest(source, labels);
    return dressed(source, positions, planes(source, positions, labels, largest), largest);
  }

  /** The label image of one plane. */
  public static ImagePlus of(ImagePlus source, StackPosition position, LabelMap labels) {
    return of(source, List.of(position), List.of(labels));
  }

  /**
   * The uppermost row of the label image of one plane: all but the height is as there, depth,
   * colours and calibration.
   */
  static ImagePlus firstRow(ImagePlus source, StackPosition position, LabelMap labels) {
    requireFitting(source, List.of(position), List.of(labels));
    LabelMap row = labels.crop(0, 0, new ImageSize(labels.size().width(), 1));
    int largest = largest(source, List.of(labels));
    List<StackPosition> positions = List.of(position);
    ImageStack stack = planes(source, positions, List.of(row), largest).inMemory();
    return dressed(source, positions, stack, largest);
  }

  private static int largest(ImagePlus source, List<LabelMap> labels) {
    int largest = labels.stream().mapToInt(LabelMap::maxLabel).max().orElse(0);
    if (largest > LARGEST_32_BIT) {
      throw new IllegalArgumentException(
          "Label %d does not fit into a 32-bit label image of '%s' (at most %d); segment fewer"
                  .formatted(largest, source.getTitle(), LARGEST_32_BIT)
              + " slices or objects at once");
    }
    return largest;
  }

  private static LabelPlanes planes(
      ImagePlus source, List<StackPosition> positions, List<LabelMap> labels, int largest) {
    List<String> names = new ArrayList<>();
    for (StackPosition position : positions) {
      StackPosition at = new StackPosition(0, position.slice(), position.frame());
      names.add(source.getStackSize() > 1 ? at.toString() : null);
    }
    int bitDepth = blank(new ImageSize(1, 1), largest).getBitDepth();
    return new LabelPlanes(
        labels.get(0).size(), bitDepth, names, i -> processor(labels.get(i), largest));
  }

  private static ImagePlus dressed(
      ImagePlus source, List<StackPosition> positions, ImageStack stack, int largest) {
    ImagePlus image = new ImagePlus(ImageTitle.of(source, "labels"), stack);
    image.setCalibration(calibration(source, positions));
    int slices = (int) positions.stream().mapToInt(StackPosition::slice).distinct().count();
    int frames = (int) positions.stream().mapToInt(StackPosition::frame).distinct().count();
    if (slices * frames == positions.size() && positions.size() > 1) {
      image.setDimensions(1, slices, frames);
      image.setOpenAsHyperStack(slices > 1 && frames > 1);
    }
    show(image, largest);
    return image;
  }

  /** A mask as 8-bit pixels: 255 foreground, 0 background. */
  public static ByteProcessor mask(Mask mask) {
    byte[] pixels = new byte[Math.toIntExact(mask.size().area())];
    mask.forEachRun((start, end) -> Arrays.fill(pixels, start, end, (byte) 255));
    return new ByteProcessor(mask.size().width(), mask.size().height(), pixels);
  }

  private static ImageProcessor processor(LabelMap labels, int largest) {
    ImageSize size = labels.size();
    ImageProcessor pixels = blank(size, largest);
    int[] row = new int[size.width()];
    for (int y = 0; y < size.height(); y++) {
      labels.row(y, row);
      for (int x = 0; x < row.length; x++) {
        pixels.setf(x, y, row[x]);
      }
    }
    return pixels;
  }

  private static ImageProcessor blank(ImageSize size, int largest) {
    if (largest > LARGEST_16_BIT) {
      return new FloatProcessor(size.width(), size.height());
    }
    return largest > LARGEST_8_BIT
        ? new ShortProcessor(size.width(), size.height())
        : new ByteProcessor(size.width(), size.height());
  }

  private static void show(ImagePlus image, int largest) {
    double max = Math.max(LARGEST_8_BIT, largest);
    image.getProcessor().setLut(LabelColours.table());
    image.getStack().setColorModel(LabelColours.table());
    image.setDisplayRange(0, max);
  }

  private static Calibration calibration(ImagePlus source, List<StackPosition> positions) {
    Calibration calibration = source.getCalibration().copy();
    calibration.disableDensityCalibration();
    calibration.zOrigin -= Math.max(1, positions.get(0).slice()) - 1;
    return calibration;
  }

  private static void requireFitting(
      ImagePlus source, List<StackPosition> positions, List<LabelMap> labels) {
    if (labels.isEmpty() || positions.size() != labels.size()) {
      throw new IllegalArgumentException(
          "Each label map needs its position, but %d positions and %d label maps came"
              .formatted(positions.size(), labels.size()));
    }
    ImageSize size = new ImageSize(source.getWidth(), source.getHeight());
    for (LabelMap map : labels) {
      if (!map.size().equals(size)) {
        throw new IllegalArgumentException(
            "Labels of %s pixels do not fit '%s', which has %s"
                .formatted(map.size(), source.getTitle(), size));
      }
    }
  }
}
