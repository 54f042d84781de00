package io.github.evosam.engine;

import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.util.List;

/** An expert that has learned nothing, but changes what the tiny model says. */
public final class ChangingExpert {
  private ChangingExpert() {}

  /** Changes all maps from a block on, by a fixed amount; answers prompts, too. */
  public static OpenExpert of(Segmenter segmenter, int split) {
    SamModel model = segmenter.model();
    LoraExpert lora =
        LoraExpert.create(
            model.weights(),
            LoraConfig.everywhere(model.weights(), 2, split),
            model.weights().manager(),
            1);
    for (String name : List.copyOf(lora.parameters().names())) {
      if (name.endsWith("lora_B")) {
        lora.parameters().get(name).addi(0.05f);
      }
    }
    TaskScale whole = TaskScale.whole(TinyModel.INPUT_SIDE);
    return new OpenExpert("", "test", whole, Prompting.ADAPTED, lora);
  }
}
