package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ColorProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OverlayPictureTest {
  @Test
  void pictureOutlinesAndTintsObjectsAndLeavesTheRest() {
    LabelMap labels =
        LabelMap.of(new ImageSize(5, 3), new int[] {0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0});
    float[] values = new float[45];
    Arrays.fill(values, 100);

    ColorProcessor picture = OverlayPicture.of(new Plane(new ImageSize(5, 3), values), labels);

    assertThat(picture.get(0, 1) & 0xffffff).isEqualTo(0x646464);
    assertThat(picture.getColor(1, 1)).isEqualTo(LabelColours.of(1));
    int tintedRed = Math.round(70 + 0.3f * LabelColours.of(1).getRed());
    assertThat(picture.getColor(2, 1).getRed()).isEqualTo(tintedRed);
    assertThatThrownBy(
            () ->
                OverlayPicture.of(
                    new Plane(new ImageSize(5, 3), values),
                    LabelMap.of(new ImageSize(10, 8), new int[80])))
        .hasMessageContainingAll("10 x 8", "5 x 3");
  }
}
