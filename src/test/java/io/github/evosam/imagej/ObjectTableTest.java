package io.github.evosam.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
  private static final ImageSize SIZE = new ImageSize(10, 8);

  @Test
  void objectIsMeasuredInCalibratedUnits() {
    ImagePlus image = ramp();
    image.getCalibration().pixelWidth = 0.5;
    image.getCalibration().pixelHeight = 0.5;
    image.getCalibration().setUnit("mm");

    ResultsTable table = ObjectTable.of(rectangle(7), image, new StackPosition(1, 1, 1));

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.getStringValue("Image", 0)).isEqualTo("ramp");
    assertThat(table.getStringValue("Unit", 0)).isEqualTo("mm");
    assertRow(table, "Object", 7);
    assertRow(table, "Slice", 1);
    assertRow(table, "Area", 3 * 2 * 0.25);
    assertRow(table, "X", (2 + 1.5) * 0.5);
    assertRow(table, "Y", (4 + 1.0) * 0.5);
    assertRow(table, "Mean", 3);
    assertRow(table, "Min", 2);
    assertRow(table, "Max", 4);
    assertRow(table, "BX", 1);
    assertRow(table, "BY", 2);
    assertRow(table, "Width", 1.5);
    assertRow(table, "Height", 1);
    assertRow(table, "Perim.", (10 - 4 * (2 - Math.sqrt(2))) * 0.5);
    assertRow(table, "Circ.", 1);
    assertRow(table, "Feret", Math.hypot(1.5, 1));
    assertRow(table, "MinFeret", 1);
  }

  @Test
  void holeCountsNeitherForAreaNorIntensity() {
    int[] labels = new int[80];
    for (int y = 1; y <= 3; y++) {
      for (int x = 1; x <= 3; x++) {
        labels[y * 10 + x] = x == 2 && y == 2 ? 0 : 1;
      }
    }
    ImagePlus image = ramp();
    image.getProcessor().set(2, 2, 250);

    ResultsTable table =
        ObjectTable.of(LabelMap.of(SIZE, labels), image, new StackPosition(1, 1, 1));

    assertRow(table, "Area", 8);
    assertRow(table, "Max", 3);
  }

  @Test
  void planesAreAppendedWithTheirOwnIntensities() {
    ImagePlus stack = IJ.createHyperStack("h", 10, 8, 1, 2, 2, 8);
    stack.getStack().getProcessor(stack.getStackIndex(1, 2, 2)).set(9);
    ResultsTable table = new ResultsTable();

    ObjectTable.append(table, rectangle(1), stack, new StackPosition(1, 1, 1));
    ObjectTable.append(table, rectangle(1), stack, new StackPosition(0, 2, 2));

    assertThat(table.getColumn("Slice")).containsExactly(1, 4);
    assertThat(table.getColumn("Mean")).containsExactly(0, 9);
  }

  @Test
  void noObjectIsAnEmptyTable() {
    LabelMap none = LabelMap.of(SIZE, new int[80]);

    assertThat(ObjectTable.of(none, ramp(), new StackPosition(1, 1, 1)).size()).isZero();
  }

  @Test
  void pictureOutlinesAndTintsObjectsAndLeavesTheRest() {
    LabelMap labels =
        LabelMap.of(new ImageSize(5, 3), new int[] {0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0});
    float[] values = new float[45];
    java.util.Arrays.fill(values, 100);

    ColorProcessor picture = OverlayPicture.of(new Plane(new ImageSize(5, 3), values), labels);

    assertThat(picture.get(0, 1) & 0xffffff).isEqualTo(0x646464);
    assertThat(picture.getColor(1, 1)).isEqualTo(LabelColours.of(1));
    int tintedRed = Math.round(70 + 0.3f * LabelColours.of(1).getRed());
    assertThat(picture.getColor(2, 1).getRed()).isEqualTo(tintedRed);
    assertThatThrownBy(
            () -> OverlayPicture.of(new Plane(new ImageSize(5, 3), values), rectangle(1)))
        .hasMessageContainingAll("10 x 8", "5 x 3");
  }

  private static void assertRow(ResultsTable table, String column, double expected) {
    assertThat(table.getValue(column, 0)).as(column).isEqualTo(expected, within(1e-6));
  }

  /** Pixels 2..4 of rows 4 and 5. */
  private static LabelMap rectangle(int label) {
    int[] labels = new int[80];
    for (int y = 4; y <= 5; y++) {
      for (int x = 2; x <= 4; x++) {
        labels[y * 10 + x] = label;
      }
    }
    return LabelMap.of(SIZE, labels);
  }

  /** Intensity = column. */
  private static ImagePlus ramp() {
    ByteProcessor pixels = new ByteProcessor(10, 8);
    for (int i = 0; i < 80; i++) {
      pixels.set(i, i % 10);
    }
    return new ImagePlus("ramp", pixels);
  }
}
