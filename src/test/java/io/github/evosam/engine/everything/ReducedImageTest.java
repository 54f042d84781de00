package io.github.evosam.engine.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.EmbeddedSegmenter;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.lab.synthetic.BundledImages;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is small is found in an image that the model would see reduced to a fraction, too. */
class ReducedImageTest {
  private static final int REPEATS = 4;

  @TempDir private Path folder;

  @Test
  void smallObjectsOfALargerImageAreFound() {
    Plane nuclei = BundledImages.nuclei().get(0).plane();
    Plane mosaic = mosaic(nuclei);
    assertThat(mosaic.size().isBig()).isFalse();
    assertThat(mosaic.size().longestSide()).isGreaterThan(EverythingInBlocks.SIDE);
    try (Segmenter segmenter = EmbeddedSegmenter.open(folder)) {
      int few = found(segmenter, nuclei);
      assertThat(few).isGreaterThan(20);
      int all = REPEATS * REPEATS * few;
      assertThat(found(segmenter, mosaic)).isBetween(8 * all / 10, 11 * all / 10);
    }
  }

  private static int found(Segmenter segmenter, Plane image) {
    segmenter.setImage(image);
    return segmenter
        .everything(EverythingOptions.DEFAULT, Optional.empty(), share -> {}, () -> false)
        .size();
  }

  /** The image side by side with itself, mirrored at the seams. */
  private static Plane mosaic(Plane image) {
    int width = image.size().width();
    int height = image.size().height();
    ImageSize size = new ImageSize(REPEATS * width, REPEATS * height);
    int pixels = (int) size.area();
    float[] values = new float[Plane.CHANNELS * pixels];
    for (int i = 0; i < values.length; i++) {
      int x = mirrored(i % pixels % size.width(), width);
      int y = mirrored(i % pixels / size.width(), height);
      values[i] = image.values()[(i / pixels * height + y) * width + x];
    }
    return new Plane(size, values);
  }

  private static int mirrored(int at, int length) {
    int inside = at % length;
    return at / length % 2 == 0 ? inside : length - 1 - inside;
  }
}
