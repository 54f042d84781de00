package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.ChangingExpert;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.evaluation.ObjectDice;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.LabelledPlane;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
    segmenter.router().put(ChangingExpert.of(segmenter, 1));
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void theBetterWayStays() {
    TaskJudgement.Prompted chosen = new PromptingTrial(segmenter, images).choose(plain);
    assertThat(TaskJudgement.Prompted.of(segmenter, images)).isEqualTo(chosen);
    assertThat(chosen.isNowhereWorseThan(plain)).isTrue();
  }

  @Test
  void whatAnswersBetterThanTheBaseModelAnswersPrompts() {
    TaskJudgement.Prompted hopeless =
        new TaskJudgement.Prompted(all(-1, plain.boxes()), all(-1, plain.clicks()));
    TaskJudgement.Prompted chosen = new PromptingTrial(segmenter, images).choose(hopeless);
    assertThat(chosen).isNotEqualTo(hopeless);
    assertThat(segmenter.router().expert().orElseThrow().prompting()).isEqualTo(Prompting.ADAPTED);
  }

  @Test
  void whatAnswersNoBetterThanTheBaseModelLeavesPromptsToIt() {
    TaskJudgement.Prompted perfect =
        new TaskJudgement.Prompted(perfect(plain.boxes()), perfect(plain.clicks()));
    assertThat(new PromptingTrial(segmenter, images).choose(perfect)).isEqualTo(perfect);
    assertThat(segmenter.router().expert().orElseThrow().prompting()).isEqualTo(Prompting.PLAIN);
  }

  @Test
  void boxesAreNotAnsweredWorseForTheSakeOfClicks() {
    TaskJudgement.Prompted onlyBoxes =
        new TaskJudgement.Prompted(perfect(plain.boxes()), all(-1, plain.clicks()));
    new PromptingTrial(segmenter, images).choose(onlyBoxes);
    assertThat(segmenter.router().expert().orElseThrow().prompting()).isEqualTo(Prompting.PLAIN);
  }

  private static ObjectDice perfect(ObjectDice dice) {
    return all(1, dice);
  }

  private static ObjectDice all(double value, ObjectDice dice) {
    return new ObjectDice(
        dice.ofImages().stream().map(image -> Collections.nCopies(image.size(), value)).toList());
  }
}
