package io.github.evosam.imagej.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionsTest {
  private final ImagePlus image = IJ.createImage("cells", "8-bit black", 100, 80, 1);

  @ParameterizedTest
  @CsvSource({
    "3,4,3,4",
    "3.5,4.5,3,4",
    "99.5,79.5,99,79",
    "3.25,4.5,3.25,4.5",
    "0,0,0,0",
    "99,79,99,79"
  })
  void pointIsThePixelThatImageJDrawsItOn(double x, double y, double atX, double atY) {
    List<PromptedObject> objects = Selections.of(List.of(new PointRoi(x, y)), image);

    assertThat(objects)
        .singleElement()
        .satisfies(o -> assertThat(o.prompts()).containsExactly(new PointPrompt(atX, atY, true)));
  }

  @Test
  void counterTellsPositiveFromNegativePoints() {
    PointRoi points = new PointRoi(10, 11);
    points.setCounter(1);
    points.addPoint(20, 21);
    points.setCounter(0);
    points.addPoint(30, 31);

    assertThat(Selections.of(List.of(points), image))
        .singleElement()
        .satisfies(
            o ->
                assertThat(o.prompts())
                    .containsExactly(
                        new PointPrompt(10, 11, true),
                        new PointPrompt(20, 21, false),
                        new PointPrompt(30, 31, true)));
  }

  @Test
  void rectangleIsTheBoxOfItsPixelCentres() {
    Roi roi = new Roi(10, 20, 30, 40);
    roi.setName("nucleus");
    image.setRoi(roi);

    assertThat(Selections.of(image))
        .containsExactly(
            new PromptedObject(
                "nucleus", StackPosition.EVERYWHERE, List.of(new BoxPrompt(10, 20, 39, 59))));
  }

  @Test
  void ovalIsItsBox() {
    assertThat(prompts(new OvalRoi(10, 20, 30, 40))).containsExactly(new BoxPrompt(10, 20, 39, 59));
  }

  @Test
  void boxIsCutToTheImage() {
    assertThat(prompts(new Roi(90, -5, 30, 10))).containsExactly(new BoxPrompt(90, 0, 99, 4));
  }

  @Test
  void boxSmallerThanAPixelIsOneSpot() {
    assertThat(prompts(new Roi(4.25, 5.25, 0.5, 0.5)))
        .containsExactly(new BoxPrompt(4.25, 5.25, 4.25, 5.25));
  }

  @Test
  void polygonIsItsPixelsAndTheirBox() {
    int[] x = {10, 20, 20, 10};
    int[] y = {10, 10, 15, 15};

    var prompts = prompts(new PolygonRoi(x, y, 4, Roi.POLYGON));

    assertThat(prompts.get(0)).isEqualTo(new BoxPrompt(10, 10, 19, 14));
    assertThat(((MaskPrompt) prompts.get(1)).mask().areaPixels()).isEqualTo(50);
  }

  @Test
  void compositeIsOneObjectOfAllItsParts() {
    Roi roi = new ShapeRoi(new Roi(0, 0, 4, 4)).or(new ShapeRoi(new Roi(10, 10, 2, 2)));

    var prompts = prompts(roi);

    assertThat(prompts.get(0)).isEqualTo(new BoxPrompt(0, 0, 11, 11));
    assertThat(((MaskPrompt) prompts.get(1)).mask().areaPixels()).isEqualTo(20);
  }

  @Test
  void noSelectionIsNoObject() {
    assertThat(Selections.of(image)).isEmpty();
  }

  @Test
  void everyRoiIsAnObjectOnItsSlice() {
    ImagePlus stack = IJ.createHyperStack("stack", 50, 50, 2, 3, 4, 8);
    Roi bound = new Roi(1, 1, 5, 5);
    bound.setPosition(2, 3, 4);
    Roi index = new Roi(2, 2, 5, 5);
    index.setPosition(stack.getStackIndex(2, 3, 4));
    Roi free = new Roi(3, 3, 5, 5);

    List<PromptedObject> objects = Selections.of(List.of(bound, index, free), stack);

    assertThat(objects)
        .extracting(PromptedObject::position)
        .containsExactly(
            new StackPosition(0, 3, 4), new StackPosition(0, 3, 4), StackPosition.EVERYWHERE);
    assertThat(Selections.on(new StackPosition(1, 3, 4), objects)).hasSize(3);
    assertThat(Selections.on(new StackPosition(1, 2, 4), objects)).hasSize(1);
  }

  @Test
  void pointsOnDifferentSlicesAreDifferentObjects() {
    ImagePlus stack = IJ.createImage("stack", "8-bit black", 50, 50, 3);
    PointRoi points = new PointRoi();
    stack.setSlice(1);
    points.addPoint(stack, 5, 5);
    stack.setSlice(3);
    points.addPoint(stack, 6, 6);

    assertThat(Selections.of(List.of(points), stack))
        .extracting(PromptedObject::position)
        .containsExactly(new StackPosition(0, 1, 1), new StackPosition(0, 3, 1));
  }

  @Test
  void lineIsRefusedByName() {
    Roi line = new Line(0, 0, 9, 9);
    line.setName("axis");

    assertRefused(line, "Straight Line", "'axis'", "rectangle");
    assertRefused(new PolygonRoi(new int[3], new int[3], 3, Roi.POLYLINE), "Polyline");
    assertRefused(new PolygonRoi(new int[3], new int[3], 3, Roi.ANGLE), "Angle");
    assertRefused(new TextRoi(5, 5, "note"), "cannot show an object");
  }

  @Test
  void selectionOutsideTheImageIsRefusedWithBothSizes() {
    assertRefused(new Roi(200, 5, 10, 10), "200", "100 x 80");
    assertRefused(new PointRoi(100, 5), "x=100.0", "100 x 80");
    assertRefused(
        new PolygonRoi(new int[] {-9, -5, -9}, new int[] {0, 0, 9}, 3, Roi.POLYGON), "'cells'");
  }

  @Test
  void otherCountersAndOnlyNegativePointsAreRefused() {
    PointRoi third = new PointRoi(1, 1);
    third.setCounter(2);
    third.addPoint(5, 5);
    assertRefused(third, "counter 2");

    PointRoi negative = new PointRoi();
    negative.setCounter(1);
    negative.addPoint(5, 5);
    assertRefused(negative, "only negative");
  }

  @Test
  void positionThatTheStackLacksIsRefused() {
    Roi roi = new Roi(1, 1, 5, 5);
    roi.setPosition(7);

    assertRefused(roi, "Position 7", "'cells'");
  }

  private List<io.github.evosam.geometry.Prompt> prompts(Roi roi) {
    return Selections.of(List.of(roi), image).get(0).prompts();
  }

  private void assertRefused(Roi roi, String... parts) {
    assertThatThrownBy(() -> Selections.of(List.of(roi), image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }
}
