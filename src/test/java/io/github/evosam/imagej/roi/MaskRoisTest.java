package io.github.evosam.imagej.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.gui.Line;
import ij.gui.Roi;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskRoisTest {

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1.0",
    "2,7,5,0.5",
    "3,40,31,0.1",
    "4,40,31,0.5",
    "5,40,31,0.9",
    "6,64,3,0.6",
    "7,2,50,0.5",
    "8,97,83,0.97",
    "9,33,33,0.3"
  })
  void selectionOfRandomMaskGivesBackEveryPixel(long seed, int width, int height, double share) {
    Mask mask = random(seed, new ImageSize(width, height), share);

    Roi roi = MaskRois.of(mask).orElseThrow();

    assertThat(MaskRois.toMask(roi, mask.size())).isEqualTo(mask);
  }

  @Test
  void holeStaysAHole() {
    Mask mask = drawing("....... .#####. .#...#. .#.#.#. .#...#. .#####. .......");

    Roi roi = MaskRois.of(mask).orElseThrow();

    assertThat(roi.contains(2, 2)).isFalse();
    assertThat(roi.contains(3, 3)).isTrue();
    assertThat(MaskRois.toMask(roi, mask.size())).isEqualTo(mask);
  }

  @Test
  void diagonalTouchesStayTogetherAndExact() {
    Mask mask = drawing("#...# .#.#. ..#.. .#.#. #...#");

    assertThat(MaskRois.toMask(MaskRois.of(mask).orElseThrow(), mask.size())).isEqualTo(mask);
  }

  @Test
  void fullRectangleBecomesItsPixels() {
    Mask mask = drawing("#### ####");

    Roi roi = MaskRois.of(mask).orElseThrow();

    assertThat(roi.getBounds()).isEqualTo(new java.awt.Rectangle(0, 0, 4, 2));
    assertThat(MaskRois.toMask(roi, mask.size())).isEqualTo(mask);
  }

  @Test
  void emptyMaskHasNoSelection() {
    assertThat(MaskRois.of(drawing("... ..."))).isEmpty();
  }

  @Test
  void everyLabelHasItsExactSelection() {
    ImageSize size = new ImageSize(57, 43);
    Random random = new Random(11);
    int[] pixels = random.ints((int) size.area(), 0, 9).map(i -> i == 8 ? 300 : i).toArray();
    LabelMap labels = LabelMap.of(size, pixels);

    Map<Integer, Roi> rois = MaskRois.of(labels);

    assertThat(rois).containsOnlyKeys(labels.masks().keySet());
    labels
        .masks()
        .forEach(
            (label, mask) ->
                assertThat(MaskRois.toMask(rois.get(label), size)).as("%s", label).isEqualTo(mask));
  }

  @Test
  void selectionIsCutAtTheImageBorder() {
    Mask mask = MaskRois.toMask(new Roi(-2, 1, 4, 9), new ImageSize(5, 3));

    assertThat(mask).isEqualTo(drawing("..... ##... ##..."));
  }

  @Test
  void lineHasNoMask() {
    assertThatThrownBy(() -> MaskRois.toMask(new Line(0, 0, 3, 3), new ImageSize(5, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Straight Line");
  }

  private static Mask random(long seed, ImageSize size, double share) {
    Random random = new Random(seed);
    boolean[] pixels = new boolean[(int) size.area()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextDouble() < share;
    }
    return Mask.of(size, pixels);
  }

  /** Rows apart by blanks, '#' is foreground. */
  private static Mask drawing(String rows) {
    String[] lines = rows.split(" ");
    ImageSize size = new ImageSize(lines[0].length(), lines.length);
    String all = String.join("", lines);
    boolean[] pixels = new boolean[all.length()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = all.charAt(i) == '#';
    }
    return Mask.of(size, pixels);
  }
}
