package io.github.evosam.imagej;

import static ij.measure.Measurements.AREA;
import static ij.measure.Measurements.CENTROID;
import static ij.measure.Measurements.MEAN;
import static ij.measure.Measurements.MIN_MAX;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.github.evosam.geometry.LabelMap;
import java.awt.Rectangle;
import java.util.List;

/**
 * Measures segmented objects into a results table, one row per object. The columns carry ImageJ's
 * names where it has them:
 *
 * <ul>
 *   <li>{@code Image} title, {@code Slice}, {@code Frame} (from 1), {@code Object} label;
 *   <li>{@code Area} without holes, {@code X}, {@code Y} centroid, {@code BX}, {@code BY}, {@code
 *       Width}, {@code Height} bounding box, {@code Perim.} with the holes' edges, {@code Feret},
 *       {@code FeretAngle} in degrees, {@code MinFeret}: in the image's calibrated unit, which
 *       {@code Unit} names;
 *   <li>{@code Circ.} 4π · area / perimeter², at most 1;
 *   <li>{@code Mean}, {@code Min}, {@code Max} of the image's own values (RGB: their grey value) in
 *       the plane's channel, density calibration applied.
 * </ul>
 *
 * <p>The perimeter is ImageJ's of a traced outline: a corner counts √2 instead of 2.
 */
public final class Measurements {
  private Measurements() {}

  /**
   * A new table of all objects of the given planes.
   *
   * @param labels as many as positions
   * @throws IllegalArgumentException as {@link #add}, or if the numbers differ
   */
  public static ResultsTable of(
      ImagePlus image, List<StackPosition> positions, List<LabelMap> labels) {
    if (positions.size() != labels.size()) {
      throw new IllegalArgumentException(
          "Each label map needs its position, but %d positions and %d label maps came"
              .formatted(positions.size(), labels.size()));
    }
    ResultsTable table = new ResultsTable();
    for (int i = 0; i < labels.size(); i++) {
      add(table, image, positions.get(i), labels.get(i));
    }
    return table;
  }

  /**
   * Appends the objects of one plane, by rising label.
   *
   * @param position the plane; channel 0 is the channel that the image shows
   * @throws IllegalArgumentException if the image has no such position or another size
   */
  public static void add(
      ResultsTable table, ImagePlus image, StackPosition position, LabelMap labels) {
    if (labels.size().width() != image.getWidth() || labels.size().height() != image.getHeight()) {
      throw new IllegalArgumentException(
          "Labels of %s pixels do not fit '%s', which has %d x %d"
              .formatted(labels.size(), image.getTitle(), image.getWidth(), image.getHeight()));
    }
    int channel = position.channel() == 0 ? image.getC() : position.channel();
    StackPosition plane = new StackPosition(channel, position.slice(), position.frame());
    ImageProcessor pixels = image.getStack().getProcessor(plane.indexIn(image));
    if (image.getCalibration().calibrated()) {
      pixels.setCalibrationTable(image.getCalibration().getCTable());
    }
    MaskRois.of(labels)
        .forEach(
            (label, roi) -> {
              table.addRow();
              table.addValue("Image", image.getTitle());
              table.addValue("Slice", Math.max(1, plane.slice()));
              table.addValue("Frame", Math.max(1, plane.frame()));
              table.addValue("Object", label);
              addIntensity(table, pixels, roi, image.getCalibration());
              addShape(table, roi, image);
            });
    table.showRowNumbers(false);
  }

  private static void addIntensity(
      ResultsTable table, ImageProcessor pixels, Roi roi, Calibration calibration) {
    pixels.setRoi(roi);
    ImageStatistics statistics =
        ImageStatistics.getStatistics(pixels, AREA | MEAN | MIN_MAX | CENTROID, calibration);
    pixels.resetRoi();
    table.addValue("Area", statistics.area);
    table.addValue("Mean", statistics.mean);
    table.addValue("Min", statistics.min);
    table.addValue("Max", statistics.max);
    table.addValue("X", statistics.xCentroid);
    table.addValue("Y", statistics.yCentroid);
  }

  private static void addShape(ResultsTable table, Roi roi, ImagePlus image) {
    Calibration calibration = image.getCalibration();
    Rectangle box = roi.getBounds();
    table.addValue("BX", calibration.getX(box.x));
    table.addValue("BY", calibration.getY(box.y, image.getHeight()));
    table.addValue("Width", box.width * calibration.pixelWidth);
    table.addValue("Height", box.height * calibration.pixelHeight);
    double perimeter = perimeter(roi, image);
    double area = table.getValue("Area", table.size() - 1);
    table.addValue("Perim.", perimeter);
    table.addValue("Circ.", Math.min(1, 4 * Math.PI * area / (perimeter * perimeter)));
    roi.setImage(image);
    double[] feret = roi.getFeretValues();
    table.addValue("Feret", feret[0]);
    table.addValue("FeretAngle", feret[1]);
    table.addValue("MinFeret", feret[2]);
    table.addValue("Unit", calibration.getUnit());
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

  /** The outline as a traced one, since ImageJ measures rectangles without the corner rule. */
  private static Roi traced(Roi roi) {
    if (roi.getType() != Roi.RECTANGLE) {
      return roi;
    }
    Rectangle box = roi.getBounds();
    int[] x = {box.x, box.x + box.width, box.x + box.width, box.x};
    int[] y = {box.y, box.y, box.y + box.height, box.y + box.height};
    return new PolygonRoi(x, y, 4, Roi.TRACED_ROI);
  }
}
