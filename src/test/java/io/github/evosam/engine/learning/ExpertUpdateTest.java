package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.Quiet;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.evaluation.ObjectDice;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An expert that takes the place of an earlier one, and how the two are compared. */
class ExpertUpdateTest {
  private static final LearningSettings SHORT =
      new LearningSettings(8, Duration.ofMinutes(5), 4, 1);

  @TempDir private static Path folder;
  private static Segmenter segmenter;
  private static ExpertCatalogue catalogue;
  private static TrainedExpert squares;
  private static TrainedExpert holes;

  @BeforeAll
  static void teach() {
    String model = TinyModel.write(folder, 3).toString();
    catalogue = new ExpertCatalogue(folder.resolve("home"));
    segmenter = Segmenter.open(new BaseModels(folder), model, "cpu", catalogue);
    squares = taught("squares", TinyTasks.squares(8, 1));
    holes = taught("holes", TinyTasks.holes(8, 2));
  }

  private static TrainedExpert taught(String name, List<TaskImage> images) {
    TaskDataset task = new TaskDataset(name, "", images, List.of(), 0.25, Optional.empty());
    return new ExpertLearning(segmenter, catalogue).learn(task, SHORT, new Quiet(), () -> false);
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  /** Leaves the two experts that the tests begin with. */
  @BeforeEach
  void removeOthers() {
    catalogue.list().stream()
        .map(ExpertEntry::id)
        .filter(id -> !id.equals(squares.id()) && !id.equals(holes.id()))
        .forEach(catalogue::remove);
  }

  private static List<String> names() {
    return catalogue.list().stream().map(ExpertEntry::name).toList();
  }

  @Test
  void anUpdateTakesTheNameAndThePlaceAndRemembersBoth() throws IOException {
    ExpertCatalogue other = catalogueCopy("update");
    other.annotate("squares", "taught by Ada");
    TrainedExpert updated = update("Squares", other);
    assertThat(other.list()).extracting(ExpertEntry::name).containsExactly("holes", "Squares");
    assertThat(updated.id()).isNotEqualTo(squares.id());
    assertThat(updated.report().replaced().orElseThrow().id()).isEqualTo(squares.id());
    assertThat(updated.report().replaced().orElseThrow().dice().diceBefore()).isPositive();
    assertThat(images(updated, other)).isEqualTo(12);
    assertThat(other.show("Squares").notes()).isEqualTo("taught by Ada");
    assertThat(updated.warnings()).noneMatch(warning -> warning.contains("look like"));
  }

  @Test
  void anExpertThatCannotBeComparedKeepsItsPlace() throws IOException {
    Path file = folder.resolve("squares.evosam");
    catalogue.exportTo("squares", file);
    ExpertCatalogue other = new ExpertCatalogue(folder.resolve("imported"));
    other.importFrom(file, Optional.empty());
    TrainedExpert updated = update("squares", other);
    assertThat(other.list()).extracting(ExpertEntry::name).containsExactly("squares", "squares 2");
    assertThat(updated.report().replaced()).isEmpty();
    assertThat(updated.warnings())
        .anyMatch(
            warning ->
                warning.startsWith(
                    "Expert 'squares' stays: it could not be compared with the new one, since its images were not kept here"));
    assertThat(images(updated, other)).isEqualTo(4);
  }

  private static ExpertCatalogue catalogueCopy(String name) throws IOException {
    return new ExpertCatalogue(TinyExperts.copy(folder.resolve("home"), folder.resolve(name)));
  }

  /** Learns more squares in a library, in the place of those that it knows. */
  private static TrainedExpert update(String name, ExpertCatalogue library) {
    String model = folder.resolve("tiny.safetensors").toString();
    try (Segmenter open = Segmenter.open(new BaseModels(folder), model, "cpu", library)) {
      TaskDataset task =
          new TaskDataset(name, "", TinyTasks.squares(4, 60), List.of(), 0.25, Optional.empty());
      return new ExpertLearning(open, library)
          .learn(task, SHORT, SameTask.UPDATE, new Quiet(), () -> false);
    }
  }

  /** Number of images that an expert is known by. */
  private static int images(TrainedExpert expert, ExpertCatalogue library) {
    String model = folder.resolve("tiny.safetensors").toString();
    try (Segmenter open = Segmenter.open(new BaseModels(folder), model, "cpu", library)) {
      return open.router().experts().statistics(expert.id()).count();
    }
  }

  @Test
  void anUpdateThatForgetsDoesNotTakeThePlace() {
    segmenter.use(ExpertChoice.parse(squares.id()));
    TrainedTask worse =
        learned("worse", TinyTasks.squares(4, 60), segmenter.router().expert().orElseThrow());
    ExpertDetails.Change forgotten = new ExpertDetails.Change(0.9, 0.87);
    EarlierTask old = new EarlierTask("squares", squares.id(), 2, Optional.of(forgotten), "");

    ExpertReplacement.Saved saved =
        new ExpertReplacement(segmenter, catalogue, Optional.of(old)).save(worse);

    assertThat(saved.replaced()).isEmpty();
    assertThat(names()).containsExactly("holes", "squares", "worse");
    assertThat(saved.warnings())
        .singleElement()
        .asString()
        .contains("'squares' stays, since the new one finds less", "0.870 instead of 0.900");
  }

  @Test
  void onlyTheExpertThatTheImagesLookLikeCanBeUpdated() {
    assertThatThrownBy(() -> update("holes", catalogue))
        .isInstanceOf(LearningException.class)
        .hasMessageContainingAll("'holes' cannot be updated", "do not look like its own");
    assertThat(names()).containsExactly("holes", "squares");
  }

  @Test
  void anExpertIsJudgedWithItsChangesHoweverPromptsAreAnswered() {
    segmenter.use(ExpertChoice.parse(squares.id()));
    OpenExpert expert = segmenter.router().expert().orElseThrow();
    StateDict changes = expert.lora().parameters();
    changes.names().forEach(name -> changes.get(name).addi(0.1)); // far from the base model
    for (Prompting way : Prompting.values()) {
      learned(way.name(), TinyTasks.squares(8, 1), expert.answering(way))
          .save(catalogue.library(), segmenter.reference());
    }
    segmenter.use(ExpertChoice.NONE);
    EarlierTasks tasks =
        EarlierTasks.judge(
            segmenter, catalogue, Optional.empty(), Duration.ofMinutes(5), () -> false);
    Map<String, Double> dice = new HashMap<>();
    for (EarlierTask task : tasks.again(Optional.empty(), () -> false)) {
      dice.put(task.expert(), task.dice().orElseThrow().diceBefore());
    }
    assertThat(dice.get("PLAIN")).isEqualTo(dice.get("ADAPTED")).isNotEqualTo(dice.get("squares"));
  }

  private static TrainedTask learned(String name, List<TaskImage> images, OpenExpert expert) {
    TaskJudgement judgement =
        new TaskJudgement(
            0.5,
            List.of(),
            new TaskJudgement.Prompted(new ObjectDice(List.of()), new ObjectDice(List.of())));
    return new TrainedTask(
        new TaskDataset(name, "", images, List.of(), 0.25, Optional.empty()),
        SHORT,
        expert,
        segmenter.router().experts().statistics(squares.id()),
        new TrainedTask.Judged(judgement, judgement),
        StartTrial.NONE,
        "");
  }
}
