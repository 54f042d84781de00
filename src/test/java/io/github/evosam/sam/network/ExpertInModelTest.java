package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an expert does to the answers of a model. */
class ExpertInModelTest {
  private static final float TOLERANCE = 1e-5f;

  @ParameterizedTest
  @EnumSource(GoldenModel.class)
  void aNewExpertLeavesSamUnchanged(GoldenModel golden) {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      float[] plain = answer(golden, model);
      LoraExpert expert = LoraExpert.create(model.weights(), config(model), manager, 1);
      ExpertSwitch expertSwitch = new ExpertSwitch(model.weights());
      expertSwitch.attach(expert);
      assertThat(answer(golden, model)).isEqualTo(plain);
      expertSwitch.merge(expert);
      assertThat(answer(golden, model)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource(GoldenModel.class)
  void mergedAndUnmergedAgreeAndRestoringForgets(GoldenModel golden) {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      float[] plain = answer(golden, model);
      LoraExpert expert = learned(model, manager);
      ExpertSwitch expertSwitch = new ExpertSwitch(model.weights());
      expertSwitch.attach(expert);
      float[] unmerged = answer(golden, model);
      expertSwitch.merge(expert);
      float[] merged = answer(golden, model);
      assertThat(distance(merged, plain)).isGreaterThan(100 * TOLERANCE);
      assertThat(distance(merged, unmerged)).isLessThan(TOLERANCE);
      expertSwitch.restore();
      assertThat(answer(golden, model)).isEqualTo(plain);
    }
  }

  private static LoraConfig config(SamModel model) {
    return LoraConfig.everywhere(model.weights(), 4, 2);
  }

  private static LoraExpert learned(SamModel model, NDManager manager) {
    LoraExpert expert = LoraExpert.create(model.weights(), config(model), manager, 1);
    for (String name : List.copyOf(expert.parameters().names())) {
      if (name.endsWith("lora_B")) {
        Shape shape = expert.parameters().shape(name);
        NDArray values = expert.parameters().manager().ones(shape).mul(0.02f);
        expert.parameters().put(name, values);
      }
    }
    return expert;
  }

  private static float[] answer(GoldenModel golden, SamModel model) {
    GoldenTensors expected = golden.expected();
    try (SamPredictor predictor = new SamPredictor(model)) {
      predictor.setImage(GoldenModel.image(expected));
      return predictor.predict(GoldenModel.prompts(expected, "box_points"), null).lowResLogits();
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
