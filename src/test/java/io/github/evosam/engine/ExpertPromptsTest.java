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
import io.github.evosam.sam.network.PixelHead;
import io.github.evosam.sam.network.SamModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts of the embedded model, with an expert in place and without. */
class ExpertPromptsTest {
  private static final List<Prompt> CLICK = List.of(new PointPrompt(219, 79, true));
  private static final List<Prompt> BOX = List.of(new BoxPrompt(208, 63, 239, 95));
  private static final int TAUGHT_AT = 256;

  @TempDir private Path home;

  @Test
  void promptsAreAskedAtTheInputThatTheExpertWasTaughtAt() {
    LabelledPlane nuclei = TestImages.nuclei();
    try (Segmenter segmenter =
        Segmenter.open(
            new BaseModels(home), BaseModels.EMBEDDED, "cpu", new ExpertCatalogue(home))) {
      segmenter.setImage(nuclei.plane());
      List<Mask> plain = masks(segmenter);
      assertThat(inputSides(segmenter, CLICK)).containsExactlyInAnyOrder(512, 128);
      assertThat(inputSides(segmenter, BOX)).containsExactly(512);

      segmenter.router().put(newExpert(segmenter));
      assertThat(inputSides(segmenter, CLICK)).containsExactly(TAUGHT_AT);
      assertThat(inputSides(segmenter, BOX)).containsExactly(TAUGHT_AT);
      segmenter.setImage(TestImages.vessels().plane());
      assertThat(inputSides(segmenter, CLICK)).containsExactly(TAUGHT_AT);

      segmenter.use(ExpertChoice.NONE);
      segmenter.setImage(nuclei.plane());
      assertThat(masks(segmenter)).isEqualTo(plain);
    }
  }

  private static List<Mask> masks(Segmenter segmenter) {
    return segmenter.segment(List.of(CLICK, BOX)).stream().map(SegmentedObject::mask).toList();
  }

  /** Of the views that were asked; logits have a quarter of the input's side. */
  private static Set<Integer> inputSides(Segmenter segmenter, List<Prompt> prompts) {
    return segmenter.propose(prompts, Optional.empty()).stream()
        .map(proposal -> 4 * (int) Math.sqrt(proposal.lowRes().logits().length))
        .collect(Collectors.toSet());
  }

  /** An expert that changes nothing yet. */
  private static OpenExpert newExpert(Segmenter segmenter) {
    SamModel model = segmenter.model();
    LoraExpert lora =
        LoraExpert.create(
            model.weights(),
            LoraConfig.everywhere(
                2, model.imageEncoder().sharedDepth(), PixelHead.inputs(model.weights())),
            model.weights().manager(),
            1);
    return new OpenExpert("", "test", TaskScale.whole(TAUGHT_AT), Prompting.ADAPTED, lora);
  }
}
