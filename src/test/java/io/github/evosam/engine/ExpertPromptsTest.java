package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.lab.synthetic.TestImages;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts of the embedded model, with an expert in place and without. */
class ExpertPromptsTest {
  private static final List<Prompt> CLICK = List.of(new PointPrompt(219, 79, true));
  private static final List<Prompt> BOX = List.of(new BoxPrompt(208, 63, 239, 95));
  @TempDir private Path home;

  @Test
  void anExpertThatLearnedNothingAnswersAsTheBaseModelDoes() {
    LabelledPlane nuclei = TestImages.nuclei();
    try (Segmenter segmenter =
        Segmenter.open(
            new BaseModels(home), BaseModels.EMBEDDED, "cpu", new ExpertCatalogue(home))) {
      segmenter.setImage(nuclei.plane());
      List<Mask> plain = masks(segmenter);
      segmenter.router().put(newExpert(segmenter));
      assertThat(masks(segmenter)).isEqualTo(plain);
      segmenter.use(ExpertChoice.NONE);
      segmenter.setImage(TestImages.vessels().plane());
      segmenter.setImage(nuclei.plane());
      assertThat(masks(segmenter)).isEqualTo(plain);
    }
  }

  private static List<Mask> masks(Segmenter segmenter) {
    return segmenter.segment(List.of(CLICK, BOX)).stream().map(SegmentedObject::mask).toList();
  }

  /** An expert that changes nothing yet. */
  private static OpenExpert newExpert(Segmenter segmenter) {
    SamModel model = segmenter.model();
    LoraExpert lora =
        LoraExpert.create(
            model.weights(),
            LoraConfig.everywhere(model.weights(), 2, model.imageEncoder().sharedDepth()),
            model.weights().manager(),
            1);
    return new OpenExpert(
        "", "test", TaskScale.whole(model.config().inputSide()), Prompting.ADAPTED, lora);
  }
}
