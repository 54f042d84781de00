package io.github.evosam.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.github.evosam.geometry.LabelMap;

/**
 * Measurements of segmented objects, one row each, under ImageJ's own column names.
 *
 * <p>{@code Image, Slice, Object} (the label); {@code Area} in square {@code Unit}s; {@code X, Y}
 * (centroid), {@code BX, BY, Width, Height} (bounding box), {@code Perim., Feret, MinFeret} in
 * {@code Unit}s; {@code Mean, Min, Max} of the raw intensities in the position's channel; {@code
 * Circ.} 0..1; {@code FeretAngle} in degrees. Holes count neither for the area nor the intensities.
 * The perimeter is ImageJ's for traced selections: along the pixel edges, each corner cut by 2 −
 * √2.
 */
public final class ObjectTable {
  private static final int MEASURED =
      Measurements.AREA | Measurements.MEAN | Measurements.MIN_MAX | Measurements.CENTROID;

  private ObjectTable() {}

  /** The table of one plane's objects, by rising label. */
  public static ResultsTable of(LabelMap labels, ImagePlus image, StackPosition position) {
    ResultsTable table = new ResultsTable();
    append(table, labels, image, position);
    return table;
  }

  /**
   * Adds one plane's objects to a table.
   *
   * @param labels objects of the image's size
   * @param image whose intensities and calibration are used; not changed
   * @param position where the labels lie; channel 0 measures the first channel
   */
  public static void append(
      ResultsTable table, LabelMap labels, ImagePlus image, StackPosition position) {
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
              addShape(table, roi);
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

  private static void addShape(ResultsTable table, Roi roi) {
    double area = table.getValue("Area", table.size() - 1);
    double perimeter = roi.getLength();
    double[] feret = roi.getFeretValues();
    table.addValue("Perim.", perimeter);
    table.addValue("Circ.", Math.min(1, 4 * Math.PI * area / (perimeter * perimeter)));
    table.addValue("Feret", feret[0]);
    table.addValue("FeretAngle", feret[1]);
    table.addValue("MinFeret", feret[2]);
  }
}
