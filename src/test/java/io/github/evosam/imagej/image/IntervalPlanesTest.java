package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

class IntervalPlanesTest {

  @Test
  void unsignedBytesAreTakenAsTheyAre() {
    Plane plane = IntervalPlanes.of(ArrayImgs.unsignedBytes(new byte[] {1, 2, 3, -1, 5, 6}, 3, 2));

    assertThat(plane.size()).isEqualTo(new ImageSize(3, 2));
    assertThat(plane.values()).startsWith(1, 2, 3, 255, 5, 6, 1).hasSize(18);
  }

  @Test
  void thirdAxisIsColour() {
    Plane plane =
        IntervalPlanes.of(ArrayImgs.unsignedBytes(new byte[] {1, 2, 3, 4, 5, 6}, 2, 1, 3));

    assertThat(plane.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void otherTypesAreNormalisedAndColoursKeepTheirRatio() {
    Plane grey = IntervalPlanes.of(ArrayImgs.doubles(new double[] {-1, 0, 1, 9}, 4, 1));
    Plane colour =
        IntervalPlanes.of(
            ArrayImgs.unsignedShorts(new short[] {0, 0, 500, 500, 1000, 1000}, 2, 1, 3));

    assertThat(grey.values()).startsWith(0, 127.5f, 255, 255);
    assertThat(colour.values()).containsExactly(0, 0, 127.5f, 127.5f, 255, 255);
  }

  @Test
  void croppedViewStartsAtItsMinimum() {
    var image = ArrayImgs.unsignedBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);

    Plane plane = IntervalPlanes.of(Views.interval(image, new long[] {1, 1}, new long[] {2, 2}));

    assertThat(plane.values()).startsWith(5, 6, 8, 9);
  }

  @Test
  void otherDimensionsAndNanImagesAreRefused() {
    assertThatThrownBy(() -> IntervalPlanes.of(ArrayImgs.floats(4, 4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[4, 4, 5]");
    assertThatThrownBy(
            () -> IntervalPlanes.of(ArrayImgs.floats(new float[] {Float.NaN, Float.NaN}, 2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no finite number");
  }
}
