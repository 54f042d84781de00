package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.everything.TaskSegmentation;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised from the first image to the saved expert, and back. */
class ExpertLearningTest {
  private static final LearningSettings SHORT =
      new LearningSettings(8, Duration.ofMinutes(5), 4, 1);
  private static final List<List<Prompt>> BOX = List.of(List.of(new BoxPrompt(8, 8, 40, 40)));
  private static final Plane UNSEEN = TinyTasks.squares(1, 99).get(0).plane().plane();

  @TempDir private static Path folder;
  private static String model;
  private static ExpertCatalogue catalogue;

  /** What the model with the new expert made of an unseen image before it was closed. */
  private static Answers taught;

  private static Answers plain;
  private static TrainedExpert squares;
  private static final List<String> stages = new ArrayList<>();

  /** Masks without a prompt and with a box, and what they are thought to be worth. */
  private record Answers(List<SegmentedObject> promptless, List<SegmentedObject> prompted) {
    static Answers of(Segmenter segmenter) {
      segmenter.setImage(UNSEEN);
      return new Answers(segmenter.segmentTask(), segmenter.segment(BOX));
    }
  }

  @BeforeAll
  static void teach() {
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
    catalogue = new ExpertCatalogue(folder.resolve("home"));
    try (Segmenter segmenter = open(catalogue)) {
      plain = Answers.of(segmenter);
      squares = learn(segmenter, "squares", TinyTasks.squares(8, 1));
      taught = Answers.of(segmenter);
      learn(segmenter, "holes", TinyTasks.holes(8, 2));
    }
  }

  private static Segmenter open(ExpertCatalogue experts) {
    return Segmenter.open(new BaseModels(folder), model, "cpu", experts);
  }

  private static TrainedExpert learn(Segmenter segmenter, String name, List<TaskImage> images) {
    return learn(segmenter, catalogue, task(name, images));
  }

  private static TaskDataset task(String name, List<TaskImage> images) {
    return new TaskDataset(name, "", images, List.of(), 0.25, Optional.empty());
  }

  private static TrainedExpert learn(
      Segmenter segmenter, ExpertCatalogue experts, TaskDataset task) {
    LearningListener listener =
        new LearningListener() {
          @Override
          public void stage(String what) {
            stages.add(what);
          }

          @Override
          public void step(long step, long steps, float loss) {}

          @Override
          public void validated(long step, double dice) {
            assertThat(dice).isBetween(0.0, 1.0);
          }
        };
    return new ExpertLearning(segmenter, experts).learn(task, SHORT, listener, () -> false);
  }

  @Test
  void aReopenedExpertGivesTheSameMasksBitForBit() {
    try (Segmenter segmenter = open(catalogue)) {
      segmenter.use(ExpertChoice.parse("squares"));
      assertThat(Answers.of(segmenter)).isEqualTo(taught);
      assertThat(taught).isNotEqualTo(plain);
    }
  }

  @Test
  void withoutItsExpertTheModelIsWhatItWas() {
    try (Segmenter segmenter = open(catalogue)) {
      segmenter.setImage(UNSEEN);
      segmenter.use(ExpertChoice.parse("squares"));
      segmenter.segment(BOX);
      assertThat(segmenter.use(ExpertChoice.NONE)).isEmpty();
      assertThat(Answers.of(segmenter)).isEqualTo(plain);
    }
  }

  @Test
  void changingTheExpertOfAnImageEqualsSettingTheImageAnew() {
    try (Segmenter segmenter = open(catalogue)) {
      segmenter.setImage(UNSEEN);
      segmenter.segment(BOX);
      segmenter.use(ExpertChoice.parse("holes"));
      segmenter.segment(BOX);
      segmenter.use(ExpertChoice.parse("squares"));
      assertThat(segmenter.segment(BOX)).isEqualTo(taught.prompted());
    }
  }

  @Test
  void anImageFindsTheExpertOfItsTask() {
    try (Segmenter segmenter = open(catalogue)) {
      for (TaskImage image : TinyTasks.squares(4, 50)) {
        segmenter.setImage(image.plane().plane());
        ChosenExpert chosen = segmenter.use(ExpertChoice.AUTO).orElseThrow();
        assertThat(chosen.name()).isEqualTo("squares");
        assertThat(chosen.id()).isEqualTo(squares.id());
        assertThat(chosen.confidence().orElseThrow()).isBetween(0.5, 1.0);
      }
      segmenter.setImage(TinyTasks.holes(1, 51).get(0).plane().plane());
      assertThat(segmenter.use(ExpertChoice.AUTO).orElseThrow().name()).isEqualTo("holes");
    }
  }

  @Test
  void anImageLooksTheSameWhateverExpertIsInPlace() {
    try (Segmenter segmenter = open(catalogue)) {
      segmenter.setImage(UNSEEN);
      double[] plainly = segmenter.router().descriptor().toArray();
      segmenter.use(ExpertChoice.parse("squares"));
      assertThat(segmenter.router().descriptor().toArray()).isEqualTo(plainly);
      segmenter.setImage(new Plane(UNSEEN.size(), UNSEEN.values().clone()));
      assertThat(segmenter.router().descriptor().toArray()).isEqualTo(plainly);
    }
  }

  @Test
  void anImageOfNoKnownTaskIsLeftToThePlainModel() {
    try (Segmenter segmenter = open(catalogue)) {
      segmenter.use(ExpertChoice.parse("squares"));
      segmenter.setImage(TinyTasks.storms(1, 7).get(0).plane().plane());
      assertThat(segmenter.match().ranking()).hasSize(2).noneMatch(ExpertMatch.Ranked::fits);
      assertThat(segmenter.use(ExpertChoice.AUTO)).isEmpty();
      assertThat(Answers.of(segmenter)).isEqualTo(plain);
    }
  }

  @Test
  void whatTheLibraryTellsIsWhatWasMeasured() {
    ExpertDetails details = catalogue.show(squares.id());
    assertThat(details.entry().name()).isEqualTo("squares");
    assertThat(details.entry().bytes()).isEqualTo(squares.bytes());
    assertThat(details.promptless()).contains(squares.dice());
    assertThat(details.prompted()).isEqualTo(squares.prompted()).isPresent();
    assertThat(details.images()).isEqualTo(8);
    assertThat(details.rank()).isEqualTo(4);
  }

  @Test
  void anExpertOfAnotherBaseModelIsRefusedByName() throws Exception {
    Path other = java.nio.file.Files.createTempDirectory(folder, "other");
    String another = TinyModel.write(other, 4).toString();
    try (Segmenter segmenter = Segmenter.open(new BaseModels(other), another, "cpu", catalogue)) {
      segmenter.setImage(UNSEEN);
      assertThat(segmenter.match().ranking()).isEmpty();
      assertThat(segmenter.use(ExpertChoice.AUTO)).isEmpty();
      assertThatThrownBy(() -> segmenter.use(ExpertChoice.parse("squares")))
          .isInstanceOf(EvoSamException.class)
          .hasMessageContaining("'squares' was learned on base model tiny.safetensors")
          .hasMessageContaining("is open");
    }
  }

  @Test
  void anImportedExpertGivesTheSameMasksBitForBit() {
    Path file = folder.resolve("squares.evosam");
    catalogue.exportTo("squares", file);
    ExpertCatalogue elsewhere = new ExpertCatalogue(folder.resolve("another"));
    assertThat(elsewhere.importFrom(file, Optional.empty()).id()).isEqualTo(squares.id());
    try (Segmenter segmenter = open(elsewhere)) {
      segmenter.use(ExpertChoice.parse("squares"));
      assertThat(Answers.of(segmenter)).isEqualTo(taught);
    }
  }

  @Test
  void expertsThatComeAndGoAreNoticedAndLeaveNoTrace() {
    Path file = folder.resolve("holes.evosam");
    catalogue.exportTo("holes", file);
    ExpertCatalogue lab = new ExpertCatalogue(folder.resolve("lab"));
    Path first = folder.resolve("first.evosam");
    catalogue.exportTo("squares", first);
    lab.importFrom(first, Optional.empty());
    try (Segmenter segmenter = open(lab)) {
      segmenter.setImage(UNSEEN);
      ExpertMatch alone = segmenter.match();
      lab.importFrom(file, Optional.empty());
      assertThat(segmenter.match().ranking()).hasSize(2);
      lab.remove("holes");
      assertThat(segmenter.match()).isEqualTo(alone);
      lab.remove("squares");
      assertThat(segmenter.match().ranking()).isEmpty();
    }
  }

  @Test
  void aTakenNameIsRefusedBeforeAnythingIsDone() {
    stages.clear();
    try (Segmenter segmenter = open(catalogue)) {
      assertThatThrownBy(() -> learn(segmenter, "Squares", TinyTasks.squares(2, 1)))
          .isInstanceOf(EvoSamException.class)
          .hasMessageContaining("quares");
    }
    assertThat(stages).isEmpty();
  }

  @Test
  void emptyMasksAreNamed() {
    List<TaskImage> images = new ArrayList<>(TinyTasks.squares(2, 1));
    LabelledPlane first = images.get(0).plane();
    int pixels = (int) first.plane().size().area();
    LabelMap nothing = LabelMap.of(first.plane().size(), new int[pixels]);
    images.add(new TaskImage("night", new LabelledPlane(first.plane(), nothing)));
    assertThatThrownBy(() -> new TaskDataset("x", "", images, List.of(), 0.2, Optional.empty()))
        .isInstanceOf(LearningException.class)
        .hasMessageContaining("1 of 3 masks show no object: night");
    assertThatThrownBy(() -> new TaskDataset("x", "", List.of(), List.of(), 0.2, Optional.empty()))
        .isInstanceOf(LearningException.class)
        .hasMessageContaining("no image to learn 'x' from");
  }

  @Test
  void oneImageIsEnoughButSaidToFlatterAndLikenedToItsTask() {
    try (Segmenter segmenter = open(catalogue)) {
      TrainedExpert one = learn(segmenter, "single", TinyTasks.squares(1, 60));
      catalogue.remove(one.id());
      assertThat(one.warnings())
          .anyMatch(warning -> warning.contains("flatters"))
          .anyMatch(warning -> warning.contains("look like those of expert 'squares'"));
    }
  }

  @Test
  void anyThreadCanLearn() throws Exception {
    AtomicReference<TrainedExpert> learned = new AtomicReference<>();
    // a library of its own: there is nothing to start from, as there was nothing for the first
    ExpertCatalogue empty = new ExpertCatalogue(folder.resolve("an empty one"));
    TaskDataset task = task("squares", TinyTasks.squares(8, 1));
    Thread thread =
        new Thread(
            () -> {
              try (Segmenter segmenter = open(empty)) {
                learned.set(learn(segmenter, empty, task));
              }
            });
    thread.start();
    thread.join();
    assertThat(learned.get()).as("learned by a thread that did not start the engine").isNotNull();
    assertThat(learned.get().dice()).isEqualTo(squares.dice());
  }

  @Test
  void whatAnExpertIsJudgedByCanBeComparedOneByOne() {
    List<TaskComparison> all = squares.comparisons();
    assertThat(all).hasSize(2);
    assertThat(all.stream().map(comparison -> comparison.image().name()).toList())
        .isEqualTo(
            task("squares", TinyTasks.squares(8, 1)).judged().stream()
                .map(TaskImage::name)
                .toList());
    assertThat(all.stream().mapToDouble(TaskComparison::diceBefore).average().orElseThrow())
        .isEqualTo(squares.dice().diceBefore());
    assertThat(all.stream().mapToDouble(TaskComparison::diceAfter).average().orElseThrow())
        .isEqualTo(squares.dice().diceAfter());
  }

  @Test
  void imagesForValidationAreNotLearnedFrom() {
    TaskDataset task =
        new TaskDataset("x", "", TinyTasks.squares(10, 1), List.of(), 0.2, Optional.empty());
    TaskDataset.Split split = task.split();
    assertThat(split.validation()).hasSize(2).doesNotContainAnyElementsOf(split.training());
    assertThat(split.training()).hasSize(8);
    assertThat(split.source()).isEqualTo(TaskDataset.ValidationSource.WITHHELD);
    assertThat(split.all())
        .as("what is learned from once the expert has been judged")
        .containsAll(split.training())
        .containsAll(split.validation())
        .hasSize(10);
  }

  @Test
  void taskMasksAreConnectedAndNotTooSmall() {
    assertThat(taught.promptless())
        .allSatisfy(
            object -> {
              assertThat(object.mask().areaPixels()).isGreaterThanOrEqualTo(10);
              assertThat(LabelMap.components(object.mask()).maxLabel()).isEqualTo(1);
              assertThat(object.predictedIou()).isBetween(0.5, 1.0);
            });
    Mask all = TaskSegmentation.union(UNSEEN.size(), taught.promptless());
    assertThat(all.areaPixels())
        .isEqualTo(taught.promptless().stream().mapToInt(o -> o.mask().areaPixels()).sum());
  }
}
