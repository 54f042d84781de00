package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.StackPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
  private static final StackPosition FIRST = new StackPosition(1, 1, 1);
  private final ImagePlus image = IJ.createImage("cells.tif", "16-bit black", 30, 20, 1);
  private final int[] labels = new int[600];

  @Test
  void rectangleIsMeasuredInPixelsWithoutCalibration() {
    fill(4, 3, 2, 6, 10);
    image.getProcessor().set(3, 2, 600);

    ResultsTable table = measure();

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.getStringValue("Image", 0)).isEqualTo("cells.tif");
    assertThat(table.getStringValue("Unit", 0)).isEqualTo("pixel");
    assertRow(table, 0, "Slice", 1, "Object", 4, "Area", 60, "Mean", 10, "Min", 0);
    assertRow(table, 0, "Max", 600, "X", 6, "Y", 7, "BX", 3, "BY", 2, "Width", 6, "Height", 10);
    assertRow(table, 0, "Feret", Math.hypot(6, 10), "MinFeret", 6);
    assertRow(table, 0, "Perim.", 32 - 4 * (2 - Math.sqrt(2)));
  }

  @Test
  void calibrationScalesLengthsAndAreasAndShiftsTheOrigin() {
    fill(1, 4, 8, 6, 10);
    Calibration calibration = image.getCalibration();
    calibration.pixelWidth = 0.5;
    calibration.pixelHeight = 0.25;
    calibration.xOrigin = 2;
    calibration.setUnit("mm");

    ResultsTable table = measure();

    assertThat(table.getStringValue("Unit", 0)).isEqualTo("mm");
    assertRow(table, 0, "Area", 60 * 0.125, "X", 2.5, "Y", 3.25, "BX", 1, "BY", 2);
    assertRow(table, 0, "Width", 3, "Height", 2.5, "Feret", Math.hypot(3, 2.5), "MinFeret", 2.5);
  }

  @Test
  void holeIsLeftOutOfAreaAndIntensity() {
    fill(1, 3, 2, 6, 6);
    fill(0, 5, 4, 2, 2);
    image.getProcessor().set(5, 4, 9999);

    ResultsTable table = measure();

    assertRow(table, 0, "Area", 32, "Max", 0, "X", 6, "Y", 5);
    assertThat(table.getValue("Circ.", 0)).isLessThan(0.6);
  }

  @Test
  void areasOfRandomLabelsAreTheirPixelCounts() {
    LabelMap map = LabelMap.of(size(), new Random(5).ints(600, 0, 6).toArray());

    ResultsTable table = table(map, image, FIRST);

    assertThat(table.size()).isEqualTo(5);
    map.masks().forEach((label, mask) -> assertRow(table, label - 1, "Area", mask.areaPixels()));
  }

  @Test
  void singlePixelHasFiniteValues() {
    labels[0] = 2;

    ResultsTable table = measure();

    assertRow(table, 0, "Area", 1, "X", 0.5, "Y", 0.5, "Circ.", 1, "MinFeret", 1);
  }

  @Test
  void eachPlaneIsMeasuredInItsOwnChannelSliceAndFrame() {
    ImagePlus hyper = IJ.createHyperStack("h", 30, 20, 2, 3, 2, 8);
    List<StackPosition> positions = List.of(new StackPosition(2, 3, 1), new StackPosition(2, 1, 2));
    for (StackPosition at : positions) {
      hyper.getStack().getProcessor(at.indexIn(hyper)).add(at.slice() * 10);
    }
    fill(1, 0, 0, 5, 5);
    LabelMap map = LabelMap.of(size(), labels);

    ResultsTable table = new ResultsTable();
    positions.forEach(at -> ObjectTable.append(table, map, hyper, at));

    assertRow(table, 0, "Slice", 3, "Mean", 30);
    assertRow(table, 1, "Slice", 4, "Mean", 10);
  }

  @Test
  void densityCalibrationAppliesAndRgbIsGrey() {
    fill(1, 0, 0, 5, 5);
    image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {7, 2}, "OD");
    ImagePlus colour = new ImagePlus("rgb", new ColorProcessor(30, 20));
    colour.getProcessor().setColor(0x306090);
    colour.getProcessor().fill();

    assertRow(measure(), 0, "Mean", 7, "Min", 7);
    LabelMap map = LabelMap.of(size(), labels);
    assertRow(table(map, colour, FIRST), 0, "Mean", 0x60);
  }

  @Test
  void imageAndItsSelectionStayAsTheyWere() {
    fill(1, 3, 2, 6, 6);
    Roi selection = new Roi(1, 1, 2, 2);
    image.setRoi(selection);

    measure();

    assertThat(image.getRoi()).isSameAs(selection);
    assertThat(image.getProcessor().getRoi()).isEqualTo(selection.getBounds());
  }

  @Test
  void noObjectIsAnEmptyTable() {
    assertThat(measure().size()).isZero();
  }

  @Test
  void labelsOfAnotherSizeAreRefused() {
    LabelMap other = LabelMap.of(new ImageSize(3, 3), new int[9]);

    assertThatThrownBy(() -> table(other, image, FIRST))
        .hasMessageContainingAll("3 x 3", "'cells.tif'", "30 x 20");
  }

  private ResultsTable measure() {
    return table(LabelMap.of(size(), labels), image, FIRST);
  }

  private ImageSize size() {
    return new ImageSize(30, 20);
  }

  private void fill(int label, int x, int y, int width, int height) {
    for (int row = y; row < y + height; row++) {
      Arrays.fill(labels, row * 30 + x, row * 30 + x + width, label);
    }
  }

  private static void assertRow(ResultsTable table, int row, Object... columnsAndValues) {
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      String column = (String) columnsAndValues[i];
      double value = ((Number) columnsAndValues[i + 1]).doubleValue();
      assertThat(table.getValue(column, row)).as(column).isEqualTo(value, within(1e-9));
    }
  }

  private static ResultsTable table(LabelMap labels, ImagePlus image, StackPosition position) {
    ResultsTable table = new ResultsTable();
    ObjectTable.append(table, labels, image, position);
    return table;
  }
}
