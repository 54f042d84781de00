package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.PixelHead;
import io.github.evosam.sam.SamModel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptingTrialTest {
  @TempDir private Path folder;
  private final List<LabelledPlane> images =
      TinyTasks.squares(3, 9).stream().map(TaskImage::plane).toList();
  private Segmenter segmenter;
  private TaskJudgement.Prompted plain;

  @BeforeEach
  void open() {
    String model = TinyModel.write(folder, 3).toString();
    segmenter =
        Segmenter.open(
            new BaseModels(folder), model, "cpu", new ExpertCatalogue(folder.resolve("home")));
    plain = TaskJudgement.Prompted.of(segmenter, images);
    segmenter.router().put(expert());
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void noOtherWayAnswersBetterThanTheOneThatStays() {
    TaskJudgement.Prompted chosen = new PromptingTrial(segmenter, images).choose(plain);
    assertThat(TaskJudgement.Prompted.of(segmenter, images)).isEqualTo(chosen);
    for (Prompting way : Prompting.values()) {
      segmenter.router().answer(way);
      assertThat(TaskJudgement.Prompted.of(segmenter, images).worth())
          .as(way.name())
          .isLessThanOrEqualTo(chosen.worth());
    }
  }

  @Test
  void whatAnswersNoBetterThanTheBaseModelLeavesPromptsToIt() {
    TaskJudgement.Prompted perfect =
        new TaskJudgement.Prompted(OptionalDouble.of(1), OptionalDouble.of(1));
    assertThat(new PromptingTrial(segmenter, images).choose(perfect)).isEqualTo(perfect);
    assertThat(segmenter.router().expert().orElseThrow().prompting()).isEqualTo(Prompting.PLAIN);
  }

  /** Changes all maps behind the first block by a fixed amount. */
  private OpenExpert expert() {
    SamModel model = segmenter.model();
    LoraExpert lora =
        LoraExpert.create(
            model.weights(),
            LoraConfig.everywhere(2, 1, PixelHead.inputs(model.weights())),
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
