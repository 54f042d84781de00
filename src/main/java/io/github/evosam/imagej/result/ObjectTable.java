package io.github.evosam.imagej.result;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.MaskRois;
import java.awt.Rectangle;
import java.util.List;

/**
 * Measurements of segmented objects, one row each, under ImageJ's own column names.
 *
 * <p>{@code Image, Slice} (the plane as {@link SliceRange} counts), {@code Object} (the label);
 * {@code Area} in square {@code Unit}s; {@code X, Y} (centroid), {@code BX, BY, Width, Height}
 * (bounding box), {@code Perim., Feret, MinFeret} in {@code Unit}s; {@code Mean, Min, Max} of the
 * intensities in the position's channel with their density calibration (RGB: the grey value);
 * {@code Circ.} 0..1; {@code FeretAngle} in degrees. Holes count neither for the area nor the
 * intensities, but their edges for the perimeter. The perimeter is ImageJ's for traced selections:
 * along the pixel edges, each corner cut by 2 − √2.
 */
public final class ObjectTable {
  /** The columns, in their order. */
  static final List<String> HEADINGS =
      List.of(
          "Image",
          "Slice",
          "Object",
          "Area",
          "Unit",
          "X",
          "Y",
          "Mean",
          "Min",
          "Max",
          "BX",
          "BY",
          "Width",
          "Height",
          "Perim.",
          "Circ.",
          "Feret",
          "FeretAngle",
          "MinFeret");

  private static final int MEASURED =
      Measurements.AREA | Measurements.MEAN | Measurements.MIN_MAX | Measurements.CENTROID;

  private ObjectTable() {}

  /**
   * Adds one plane's objects to a table.
   *
   * @param labels objects of the image's size
   * @param image whose intensities and calibration are used; not changed
   * @param position where the labels lie; channel 0 measures the first channel
   * @throws IllegalArgumentException if the labels have another size or the image has no such
   *     position
   */
  public static void append(
      ResultsTable table, LabelMap labels, ImagePlus image, StackPosition position) {
    requireFitting(labels, image);
    ImageProcessor pixels = image.getStack().getProcessor(position.indexIn(image));
    Calibration calibration = image.getCalibration();
    pixels.setCalibrationTable(calibration.getCTable());
    MaskRois.of(labels)
        .forEach(
            (label, roi) -> {
              table.addRow();
              table.addValue("Image", image.getTitle());
              table.addValue("Slice", position.planeIn(image));
              table.addValue("Object", label);
              roi.setImage(image);
              pixels.setRoi(roi);
              addPixels(table, ImageStatistics.getStatistics(pixels, MEASURED, calibration), image);
              addShape(table, roi, image);
            });
    pixels.resetRoi();
  }

  private static void addPixels(ResultsTable table, ImageStatistics statistics, ImagePlus image) {
    table.addValue("Area", statistics.area);
    table.addValue("Unit", image.getCalibration().getUnit());
    table.addValue("X", statistics.xCentroid);
    table.addValue("Y", statistics.yCentroid);
    table.addValue("Mean", statistics.mean);
    table.addValue("Min", statistics.min);
    table.addValue("Max", statistics.max);
    table.addValue("BX", statistics.roiX);
    table.addValue("BY", statistics.roiY);
    table.addValue("Width", statistics.roiWidth);
    table.addValue("Height", statistics.roiHeight);
  }

  private static void addShape(ResultsTable table, Roi roi, ImagePlus image) {
    double area = table.getValue("Area", table.size() - 1);
    double perimeter = perimeter(roi, image);
    double[] feret = roi.getFeretValues();
    table.addValue("Perim.", perimeter);
    table.addValue("Circ.", Math.min(1, 4 * Math.PI * area / (perimeter * perimeter)));
    table.addValue("Feret", feret[0]);
    table.addValue("FeretAngle", feret[1]);
    table.addValue("MinFeret", feret[2]);
  }

  private static double perimeter(Roi roi, ImagePlus image) {
    Roi[] parts = roi instanceof ShapeRoi shape ? shape.getRois() : new Roi[] {roi};
    double sum = 0;
    for (Roi part : parts) {
      Roi outline = traced(part);
      outline.setImage(image);
      sum += outline.getLength();
    }
    return sum;
  }

  /** ImageJ measures a rectangle without the corner rule, which would set it apart. */
  private static Roi traced(Roi roi) {
    if (roi.getType() != Roi.RECTANGLE) {
      return roi;
    }
    Rectangle box = roi.getBounds();
    int[] x = {box.x, box.x + box.width, box.x + box.width, box.x};
    int[] y = {box.y, box.y, box.y + box.height, box.y + box.height};
    return new PolygonRoi(x, y, 4, Roi.TRACED_ROI);
  }

  private static void requireFitting(LabelMap labels, ImagePlus image) {
    ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
    if (!labels.size().equals(size)) {
      throw new IllegalArgumentException(
          "Labels of %s pixels do not fit '%s', which has %s"
              .formatted(labels.size(), image.getTitle(), size));
    }
  }
}
