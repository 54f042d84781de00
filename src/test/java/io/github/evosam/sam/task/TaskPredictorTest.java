package io.github.evosam.sam.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.SamModel;
import org.junit.jupiter.api.Test;

/** A task's logits for whole images and for tiles. */
class TaskPredictorTest {
  private static final ImageSize SIZE = new ImageSize(90, 60);

  private static Plane plane(boolean mirrored) {
    float[] values = new float[Plane.CHANNELS * 90 * 60];
    for (int i = 0; i < values.length; i++) {
      int x = i % 90;
      int seen = mirrored ? 89 - x : x;
      values[i] = (seen * 37 + i / 90 % 60 * 91) % 256;
    }
    return new Plane(SIZE, values);
  }

  private static TaskPredictor predictor(SamModel model, int tileSide) {
    return new TaskPredictor(model, model.noPrompt(), new WorkingScale(tileSide));
  }

  @Test
  void aWholeImageHasAnUpAndATileHasNone() {
    ImageSize square = new ImageSize(60, 60);
    Plane upright = plane(false).crop(0, 0, square);
    Plane overturned = upsideDown(upright);
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = GoldenModel.MOBILE_SAM.open(manager)) {
      TaskPredictor tile = predictor(model, 60);
      assertThat(
              largestDifference(
                  tile.logits(upright, share -> {}),
                  upsideDown(tile.logits(overturned, share -> {}))))
          .isLessThan(1e-3);
      TaskPredictor whole = new TaskPredictor(model, model.noPrompt(), WorkingScale.whole(square));
      assertThat(
              largestDifference(
                  whole.logits(upright, share -> {}),
                  upsideDown(whole.logits(overturned, share -> {}))))
          .isGreaterThan(0.01);
    }
  }

  private static Plane upsideDown(Plane plane) {
    float[] values = plane.values().clone();
    int width = plane.size().width();
    int height = plane.size().height();
    for (int row = 0; row < Plane.CHANNELS * height; row++) {
      int from = row / height * height + height - 1 - row % height;
      System.arraycopy(plane.values(), from * width, values, row * width, width);
    }
    return new Plane(plane.size(), values);
  }

  private static float[] upsideDown(float[] logits) {
    float[] turned = new float[logits.length];
    for (int row = 0; row < 60; row++) {
      System.arraycopy(logits, (59 - row) * 60, turned, row * 60, 60);
    }
    return turned;
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void whatIsSaidOfATileDoesNotDependOnItsOrientation() {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = GoldenModel.MOBILE_SAM.open(manager)) {
      // a tile as wide as the image: below it, the image's edge is repeated
      float[] logits = predictor(model, 90).logits(plane(false), share -> {});
      float[] mirrored = predictor(model, 90).logits(plane(true), share -> {});
      for (int i = 0; i < logits.length; i++) {
        int x = i % 90;
        assertThat(mirrored[i - x + 89 - x]).isEqualTo(logits[i], within(1e-3f));
      }
      float[] tiled = predictor(model, 60).logits(plane(false), share -> {});
      assertThat(tiled).hasSize(logits.length).isNotEqualTo(logits);
    }
  }
}
