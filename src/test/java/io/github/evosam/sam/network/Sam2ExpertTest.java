package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.memory.StackPredictor;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expert does to the answers of a SAM 2. */
class Sam2ExpertTest {
  private static final float TOLERANCE = 1e-5f;
  private static final double STEP = 5e-4;

  private final GoldenTensors expected = Sam2Fixture.expected();
  private NDManager manager;
  private SamModel model;
  private ExpertSwitch expertSwitch;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = Sam2Fixture.open(manager);
    expertSwitch = new ExpertSwitch(model.weights());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void anExpertSitsOnTheBlocksBehindTheSplitAndOnTheDecoder() {
    LoraExpert expert = expert();
    assertThat(expert.changedTensors())
        .contains(
            "image_encoder.trunk.blocks.3.attn.qkv.weight",
            "image_encoder.trunk.blocks.6.attn.qkv.weight",
            "mask_decoder.transformer.layers.0.self_attn.q_proj.weight",
            "mask_decoder.transformer.layers.1.mlp.lin2.weight",
            "mask_decoder.conv_s0.weight",
            "mask_decoder.conv_s1.weight")
        .noneMatch(name -> name.matches("image_encoder\\.trunk\\.blocks\\.[012]\\..*"))
        .noneMatch(name -> name.startsWith("memory"));
  }

  @Test
  void aNewExpertLeavesSam2Unchanged() {
    float[] plain = answer();
    LoraExpert expert = expert();
    expertSwitch.attach(expert);
    assertThat(answer()).isEqualTo(plain);
    expertSwitch.merge(expert);
    assertThat(answer()).isEqualTo(plain);
  }

  @Test
  void mergedAndUnmergedAgreeAndRestoringForgets() {
    float[] plain = answer();
    LoraExpert expert = learned();
    expertSwitch.attach(expert);
    float[] unmerged = answer();
    expertSwitch.merge(expert);
    float[] merged = answer();
    assertThat(distance(merged, plain)).isGreaterThan(100 * TOLERANCE);
    assertThat(distance(merged, unmerged)).isLessThan(TOLERANCE);
    expertSwitch.restore();
    assertThat(answer()).isEqualTo(plain);
  }

  @Test
  void anExpertInPlaceCountsForStacksToo() {
    float plain = followed();
    expertSwitch.merge(learned());
    assertThat(followed()).isNotEqualTo(plain);
    expertSwitch.restore();
    assertThat(followed()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_encoder.trunk.blocks.3.attn.qkv.weight",
        "image_encoder.trunk.blocks.5.attn.qkv.weight",
        "mask_decoder.conv_s0.weight",
        "mask_decoder.transformer.layers.0.cross_attn_image_to_token.q_proj.weight"
      })
  void gradientIsTheSlopeOfTheLoss(String parameter) {
    NDArray weight = model.weights().get(parameter);
    NDArray gradient = gradient(weight);
    double norm = gradient.norm().getFloat();
    NDArray step = gradient.mul(STEP / norm);
    weight.addi(step);
    double above = Scope.value(() -> loss().getFloat());
    weight.subi(step.mul(2));
    double below = Scope.value(() -> loss().getFloat());
    assertThat((above - below) / (2 * STEP)).isCloseTo(norm, Percentage.withPercentage(3));
  }

  private NDArray gradient(NDArray weight) {
    weight.setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(loss());
    }
    NDArray gradient = weight.getGradient().duplicate();
    weight.setRequiresGradient(false);
    return gradient;
  }

  private NDArray loss() {
    GoldenTensors.Tensor image = expected.get("model_input");
    NDArray input = manager.create(image.values(), new Shape(image.shape()));
    double[][][] xy = {{{100, 90}, {0, 0}}};
    PromptTokens click =
        new PromptTokens(xy, new int[][] {{PromptTokens.POSITIVE, PromptTokens.PADDING}});
    NDArray logits = model.predict(model.imageEncoder().encode(input), click, null).get(0);
    return logits.square().mean();
  }

  private LoraExpert expert() {
    LoraConfig config =
        LoraConfig.everywhere(model.weights(), 4, model.imageEncoder().sharedDepth());
    return LoraExpert.create(model.weights(), config, manager, 1);
  }

  private LoraExpert learned() {
    LoraExpert expert = expert();
    StateDict parameters = expert.parameters();
    for (String name : List.copyOf(parameters.names())) {
      if (name.endsWith("lora_B")) {
        parameters.put(name, parameters.manager().ones(parameters.shape(name)).mul(0.01f));
      }
    }
    return expert;
  }

  private float[] answer() {
    try (SamPredictor predictor = new SamPredictor(model)) {
      predictor.setImage(GoldenModel.image(expected));
      return predictor.predict(Sam2Fixture.prompts(expected, "box_points"), null).lowResLogits();
    }
  }

  /** The predicted IoU of an object on the second of two equal slices. */
  private float followed() {
    try (StackPredictor predictor =
        new StackPredictor(model, 2, slice -> GoldenModel.image(expected))) {
      predictor.prompt(1, 0, Sam2Fixture.prompts(expected, "box"));
      return predictor.follow(1, 1, true).predictedIou();
    }
  }

  private static float distance(float[] a, float[] b) {
    float distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.max(distance, Math.abs(a[i] - b[i]));
    }
    return distance;
  }
}
