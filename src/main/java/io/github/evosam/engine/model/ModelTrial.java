package io.github.evosam.engine.model;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.List;

/** Whether weights are a model that runs: names and shapes of tensors alone do not tell. */
final class ModelTrial {
  /** No Segment Anything model has a larger input; its memory grows with the fourth power. */
  private static final int LARGEST_INPUT = 2048;

  private static final int IMAGE_SIDE = 32;

  private ModelTrial() {}

  /**
   * What the weights are a model of, by their names.
   *
   * @throws IllegalArgumentException if of none, or of one with a larger input than any has
   */
  static SamConfig config(StateDict weights) {
    SamConfig config = SamConfig.infer(weights);
    if (config.inputSide() > LARGEST_INPUT) {
      throw new IllegalArgumentException(
          "its input side is %d pixels, but at most %d are possible"
              .formatted(config.inputSide(), LARGEST_INPUT));
    }
    return config;
  }

  /**
   * Builds the model and segments an object of a small image.
   *
   * @param weights stay the caller's
   * @throws IllegalArgumentException if a tensor is missing, has another shape, or the answer is no
   *     number; says which
   */
  static void run(StateDict weights) {
    SamModel model = SamModel.of(weights); // not closed, since that would close the weights
    try (SamPredictor predictor = new SamPredictor(model)) {
      predictor.setImage(image());
      double middle = IMAGE_SIDE / 2.0;
      double iou =
          predictor.predict(List.of(new PointPrompt(middle, middle, true)), null).predictedIou();
      if (!Double.isFinite(iou)) {
        throw new IllegalArgumentException(
            "its answer to a click is %s; are its weights damaged?".formatted(iou));
      }
    } catch (IllegalStateException | ai.djl.engine.EngineException e) {
      throw new IllegalArgumentException("it cannot be run (" + e.getMessage() + ")", e);
    }
  }

  /** A bright square on black. */
  private static Plane image() {
    ImageSize size = new ImageSize(IMAGE_SIDE, IMAGE_SIDE);
    float[] values = new float[Plane.CHANNELS * IMAGE_SIDE * IMAGE_SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % IMAGE_SIDE;
      int y = i / IMAGE_SIDE % IMAGE_SIDE;
      boolean isInside = Math.abs(x - IMAGE_SIDE / 2) < 8 && Math.abs(y - IMAGE_SIDE / 2) < 8;
      values[i] = isInside ? 255 : 0;
    }
    return new Plane(size, values);
  }
}
