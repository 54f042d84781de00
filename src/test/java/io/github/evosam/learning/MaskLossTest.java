package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses of logits that can be worked out by hand. */
class MaskLossTest {
  private static final float LN2 = (float) Math.log(2);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private float pixels(float logit, float target) {
    Shape shape = new Shape(1, 1, 4);
    NDArray x = manager.full(shape, logit);
    NDArray t = manager.full(shape, target);
    return MaskLoss.pixels(x, t).getFloat(0, 0);
  }

  @Test
  void anUndecidedPixelCostsTheEntropyOfACoin() {
    assertThat(pixels(0, 1)).isEqualTo(LN2, within(1e-6f));
  }

  @Test
  void aPixelThatIsNearlyRightStillCounts() {
    assertThat(pixels(2, 1) / pixels(-2, 1)).isBetween(0.05f, 0.07f);
  }
}
