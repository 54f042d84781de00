package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.nn.Scope;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Freeing intermediate arrays and adding in place must not change what is learned. */
class SamModelGradientTest {
  private static final double STEP = 5e-4;

  @ParameterizedTest
  @CsvSource({
    "MOBILE_SAM, image_encoder.layers.1.blocks.0.attn.qkv.weight",
    "MOBILE_SAM, mask_decoder.transformer.layers.0.cross_attn_image_to_token.q_proj.weight",
    "SAM_VIT, image_encoder.blocks.0.attn.qkv.weight",
    "SAM_VIT, image_encoder.blocks.1.attn.qkv.weight"
  })
  void gradientIsTheSlopeOfTheLoss(GoldenModel golden, String parameter) {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      NDArray input = manager.create(golden.expected().values("model_input"), shape());
      NDArray weight = model.weights().get(parameter);
      NDArray gradient = gradient(model, input, weight);
      double norm = gradient.norm().getFloat();
      NDArray step = gradient.mul(STEP / norm);
      weight.addi(step);
      double above = Scope.value(() -> loss(model, input).getFloat());
      weight.subi(step.mul(2));
      double below = Scope.value(() -> loss(model, input).getFloat());
      assertThat((above - below) / (2 * STEP)).isCloseTo(norm, Percentage.withPercentage(3));
    }
  }

  private static Shape shape() {
    return new Shape(1, 3, GoldenModel.INPUT_SIDE, GoldenModel.INPUT_SIDE);
  }

  private static NDArray gradient(SamModel model, NDArray input, NDArray weight) {
    weight.setRequiresGradient(true);
    try (GradientCollector collector = input.getManager().getEngine().newGradientCollector()) {
      collector.backward(loss(model, input));
    }
    NDArray gradient = weight.getGradient().duplicate();
    weight.setRequiresGradient(false);
    return gradient;
  }

  private static NDArray loss(SamModel model, NDArray input) {
    double[][][] xy = {{{100, 90}, {0, 0}}};
    PromptTokens click =
        new PromptTokens(xy, new int[][] {{PromptTokens.POSITIVE, PromptTokens.PADDING}});
    NDArray logits = model.predict(model.imageEncoder().encode(input), click, null).get(0);
    return logits.square().mean();
  }
}
