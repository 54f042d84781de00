package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one-pass upscaling against the official two interpolations, done one by one. */
class MaskPostprocessingTest {
  private static final int LOW = 16;
  private static final int INPUT = 64;

  @ParameterizedTest
  @CsvSource({
    "64,64,LONGEST_SIDE",
    "50,31,LONGEST_SIDE",
    "300,7,LONGEST_SIDE",
    "7,300,LONGEST_SIDE",
    "1,1,LONGEST_SIDE",
    "120,33,SQUASH",
    "120,33,STRETCH"
  })
  void maskIsThatOfBothInterpolations(int width, int height, ModelTransform.Scaling scaling) {
    ImageSize image = new ImageSize(width, height);
    ModelTransform transform = new ModelTransform(image, INPUT, scaling);
    float[] logits = noise();
    float[] expected = official(logits, transform);
    MaskPostprocessing postprocessing = new MaskPostprocessing(transform, LOW);
    for (float threshold : new float[] {-0.5f, 0, 0.7f}) {
      Mask actual = postprocessing.mask(logits, threshold);
      for (int i = 0; i < expected.length; i++) {
        if (Math.abs(expected[i] - threshold) > 1e-5) {
          assertThat(actual.contains(i % width, i / width))
              .as("pixel %d of %s", i, image)
              .isEqualTo(expected[i] > threshold);
        }
      }
    }
  }

  @Test
  void stabilityIsTheShareOfPixelsThatSurviveAHigherThreshold() {
    ModelTransform transform = new ModelTransform(new ImageSize(50, 31), INPUT);
    float[] logits = noise();
    MaskPostprocessing postprocessing = new MaskPostprocessing(transform, LOW);
    double high = postprocessing.mask(logits, 0.5f).areaPixels();
    double low = postprocessing.mask(logits, -0.5f).areaPixels();
    assertThat(postprocessing.stability(logits, 0, 0.5f)).isEqualTo(high / low).isBetween(0.1, 0.9);
  }

  @Test
  void emptyMaskIsNotStable() {
    float[] logits = new float[LOW * LOW];
    Arrays.fill(logits, -10);
    ModelTransform transform = new ModelTransform(new ImageSize(5, 4), INPUT);
    assertThat(new MaskPostprocessing(transform, LOW).stability(logits, 0, 1)).isZero();
  }

  /** Both steps one after the other, each over the whole image. */
  private static float[] official(float[] logits, ModelTransform transform) {
    if (transform.scaling() == ModelTransform.Scaling.STRETCH) {
      return bilinear(logits, LOW, LOW, transform.image().width(), transform.image().height());
    }
    float[] large = bilinear(logits, LOW, LOW, INPUT, INPUT);
    ImageSize scaled = transform.scaled();
    float[] cut = new float[(int) scaled.area()];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = large[i / scaled.width() * INPUT + i % scaled.width()];
    }
    ImageSize image = transform.image();
    return bilinear(cut, scaled.width(), scaled.height(), image.width(), image.height());
  }

  private static float[] bilinear(float[] in, int w, int h, int width, int height) {
    float[] out = new float[width * height];
    for (int i = 0; i < out.length; i++) {
      double x = Math.max(0, (i % width + 0.5) * w / width - 0.5);
      double y = Math.max(0, (i / width + 0.5) * h / height - 0.5);
      int x0 = (int) x;
      int y0 = (int) y;
      int x1 = Math.min(x0 + 1, w - 1);
      int y1 = Math.min(y0 + 1, h - 1);
      double top = in[y0 * w + x0] * (1 - x + x0) + in[y0 * w + x1] * (x - x0);
      double bottom = in[y1 * w + x0] * (1 - x + x0) + in[y1 * w + x1] * (x - x0);
      out[i] = (float) (top * (1 - y + y0) + bottom * (y - y0));
    }
    return out;
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] logits = new float[LOW * LOW];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    return logits;
  }
}
