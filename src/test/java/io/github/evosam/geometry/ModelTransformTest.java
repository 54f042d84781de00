package io.github.evosam.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTransformTest {
  private static final ImageSize IMAGE = new ImageSize(200, 50);

  @Test
  void longestSideFillsTheInputAndBothAxesShareOneScale() {
    ModelTransform transform = new ModelTransform(IMAGE, 1024);
    assertThat(transform.scaled()).isEqualTo(new ImageSize(1024, 256));
    assertThat(transform.toModelX(100)).isEqualTo(512);
    assertThat(transform.toModelY(25)).isEqualTo(128);
  }

  @Test
  void squashFillsTheInputWithAScaleForEachAxis() {
    ModelTransform transform = new ModelTransform(IMAGE, 1024, ModelTransform.Scaling.SQUASH);
    assertThat(transform.scaled()).isEqualTo(new ImageSize(1024, 1024));
    assertThat(transform.toModelX(100)).isEqualTo(512);
    assertThat(transform.toModelY(25)).isEqualTo(512);
  }

  @Test
  void thinImageKeepsAtLeastOnePixel() {
    assertThat(new ModelTransform(new ImageSize(5000, 1), 256).scaled())
        .isEqualTo(new ImageSize(256, 1));
  }
}
