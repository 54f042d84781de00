package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import java.util.BitSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A mask's way into the model and back. */
class MaskLogitsTest {
  private static final int LOW = 64;
  private static final int INPUT = 256;

  @ParameterizedTest
  @CsvSource({"256,256", "230,180", "900,500", "64,200", "31,17"})
  void maskComesBackFromItsLogits(int width, int height) {
    Mask disc = disc(new ImageSize(width, height));
    for (ModelTransform.Scaling scaling : ModelTransform.Scaling.values()) {
      ModelTransform transform = new ModelTransform(disc.size(), INPUT, scaling);
      float[] logits = MaskLogits.of(disc, transform, LOW);
      Mask back = new MaskPostprocessing(transform, LOW).mask(logits, 0);
      double union = disc.areaPixels() + back.areaPixels() - disc.intersectionPixels(back);
      assertThat(disc.intersectionPixels(back) / union).as("%s", scaling).isGreaterThan(0.93);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fullMaskIsSureInsideAndPaddingIsSureOutside(ModelTransform.Scaling scaling) {
    ImageSize size = new ImageSize(100, 50);
    BitSet all = new BitSet();
    all.set(0, 5000);
    ModelTransform transform = new ModelTransform(size, INPUT, scaling);
    float[] logits = MaskLogits.of(Mask.of(size, all), transform, LOW);
    float sure = (float) Math.log(999);
    assertThat(logits[0]).isCloseTo(sure, Offset.offset(1e-4f));
    assertThat(logits[LOW / 2 * LOW - 1]).isCloseTo(sure, Offset.offset(1e-4f));
    float below = scaling == ModelTransform.Scaling.LONGEST_SIDE ? -sure : sure;
    assertThat(logits[LOW / 2 * LOW]).isCloseTo(below, Offset.offset(1e-4f));
  }

  private static Mask disc(ImageSize size) {
    boolean[] pixels = new boolean[(int) size.area()];
    double radius = 0.3 * Math.min(size.width(), size.height());
    for (int i = 0; i < pixels.length; i++) {
      double dx = i % size.width() - size.width() * 0.4;
      double dy = i / size.width() - size.height() * 0.5;
      pixels[i] = Math.hypot(dx, dy) < radius;
    }
    return Mask.of(size, pixels);
  }
}
