package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Quiet;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.library.Provenance;
import io.github.evosam.library.StartCandidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learning makes of experts that are there already, and they of it. */
class KnownTaskTest {
  private static final LearningSettings SHORT =
      new LearningSettings(8, Duration.ofMinutes(5), 4, 1);

  /** Steps after which the tiny model has learned something. */
  private static final long LONG = 120;

  @TempDir private static Path folder;
  private static Segmenter segmenter;
  private static ExpertCatalogue catalogue;
  private static TrainedExpert squares;
  private static TrainedExpert holes;
  private final List<String> stages = new ArrayList<>();

  @BeforeAll
  static void teach() {
    String model = TinyModel.writeOfEmbeddedKind(folder).toString();
    catalogue = new ExpertCatalogue(folder.resolve("home"));
    segmenter = Segmenter.open(new BaseModels(folder), model, "cpu", catalogue);
    KnownTaskTest first = new KnownTaskTest();
    squares = first.learn("squares", TinyTasks.squares(8, 1), SameTask.KEEP);
    holes = first.learn("holes", TinyTasks.holes(8, 2), SameTask.KEEP);
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

  private TrainedExpert learn(String name, List<TaskImage> images, SameTask sameTask) {
    return learn(name, images, SHORT, sameTask, Long.MAX_VALUE);
  }

  private TrainedExpert learn(String name, List<TaskImage> images, LearningSettings settings) {
    return learn(name, images, settings, SameTask.KEEP, Long.MAX_VALUE);
  }

  private TrainedExpert learn(
      String name,
      List<TaskImage> images,
      LearningSettings settings,
      SameTask sameTask,
      long powerCutAfter) {
    TaskDataset task = new TaskDataset(name, "", images, List.of(), 0.25, Optional.empty());
    LearningListener listener =
        new LearningListener() {
          @Override
          public void stage(String what) {
            stages.add(what);
          }

          @Override
          public void step(long step, long steps, float loss) {
            if (step > powerCutAfter) {
              throw new IllegalStateException("power cut");
            }
          }

          @Override
          public void validated(long step, double dice) {}
        };
    return new ExpertLearning(segmenter, catalogue)
        .learn(task, settings, sameTask, listener, () -> false);
  }

  private static List<String> names() {
    return catalogue.list().stream().map(ExpertEntry::name).toList();
  }

  @Test
  void earlierExpertsFindExactlyWhatTheyFoundBefore() {
    assertThat(squares.report().earlierTasks()).isEmpty();
    assertThat(holes.report().earlierTasks()).hasSize(1);
    EarlierTask earlier = holes.report().earlierTasks().get(0);
    assertThat(earlier.expert()).isEqualTo("squares");
    assertThat(earlier.images()).isEqualTo(2);
    assertThat(earlier.dice().orElseThrow().diceBefore()).isPositive();
    assertThat(earlier.dice().orElseThrow().diceAfter())
        .isEqualTo(earlier.dice().orElseThrow().diceBefore());
    assertThat(holes.summary()).anyMatch(line -> line.matches(" +squares: .*unchanged.*"));
  }

  @Test
  void keptImagesGiveTheDiceThatTheExpertWasSavedWith() {
    // whole numbers, and smaller than what is kept: only specks count in one and not in the other,
    // of fewer than ten of 4096 pixels each
    assertThat(holes.report().earlierTasks().get(0).dice().orElseThrow().diceBefore())
        .isCloseTo(squares.dice().diceAfter(), Offset.offset(0.02));
  }

  @Test
  void eachValidationImageIsRoutedAsANewOne() {
    TaskRouting routing = holes.report().routing();
    assertThat(routing.images())
        .extracting(TaskRouting.Image::image)
        .containsExactly("hole1", "hole5");
    assertThat(routing.own() + routing.others() + routing.none()).isEqualTo(2);
    assertThat(routing.own()).isPositive();
    assertThat(routing.images())
        .filteredOn(TaskRouting.Image::own)
        .allSatisfy(image -> assertThat(image.expert()).contains("holes"));
  }

  @Test
  void whatWasTriedAsAStartIsToldAndKept() {
    assertThat(squares.report().start()).isEqualTo(StartTrial.NONE);
    StartTrial start = holes.report().start();
    assertThat(start.candidates()).hasSize(2);
    assertThat(start.candidates().get(0).expert()).isEmpty();
    assertThat(start.candidates().get(1).id()).contains(squares.id());
    Provenance kept = catalogue.library().find(holes.id()).manifest().description().provenance();
    assertThat(kept.warmStart()).isEqualTo(start.warmStart().flatMap(StartTrial.Candidate::id));
    assertThat(kept.starts())
        .isEqualTo(
            start.candidates().stream()
                .map(c -> new StartCandidate(c.id(), c.untrainedDice(), c.trialDice()))
                .toList());
  }

  @Test
  void aStartIsReadAsItWasWritten() {
    StartTrial trial =
        new StartTrial(
            List.of(
                new StartTrial.Candidate(
                    Optional.empty(), Optional.empty(), 0.125, Optional.of(0.3)),
                new StartTrial.Candidate(
                    Optional.of("two words"),
                    Optional.of("0123456789abcdef"),
                    1 / 3.0,
                    Optional.empty())),
            1);
    assertThat(StartTrial.parse(trial.text())).isEqualTo(trial);
    assertThat(StartTrial.parse(StartTrial.NONE.text())).isEqualTo(StartTrial.NONE);
    assertThat(trial.warmStart().orElseThrow().expert()).contains("two words");
  }

  @Test
  void anInterruptedRunKeepsItsStart() {
    List<TaskImage> images = TinyTasks.storms(8, 4);
    assertThatThrownBy(() -> learn("storms", images, SHORT, SameTask.KEEP, 3))
        .hasMessageContaining("power cut");
    segmenter.use(ExpertChoice.NONE);
    assertThat(stages).contains("Choosing what to start from");
    stages.clear();
    TrainedExpert storms = learn("storms", images, SameTask.KEEP);
    assertThat(stages).doesNotContain("Choosing what to start from");
    assertThat(storms.report().start().candidates()).hasSize(3);
  }

  @Test
  void aKnownTaskIsNotLearnedIfAskedToStop() {
    assertThatThrownBy(() -> learn("again", TinyTasks.squares(4, 60), SameTask.STOP))
        .isInstanceOf(LearningException.class)
        .hasMessageContainingAll("4 of 4 images look like those of expert 'squares'", "update");
    assertThat(names()).containsExactly("holes", "squares");
    assertThat(stages).containsExactly("Looking at the images");
  }

  @Test
  void anUnknownTaskIsLearnedIfAskedToStopAtKnownOnes() {
    assertThat(learn("storms", TinyTasks.storms(4, 5), SameTask.STOP).warnings())
        .noneMatch(warning -> warning.contains("look like"));
    assertThat(names()).contains("storms");
  }

  @Test
  void whatIsCancelledBeforeItsFirstStepIsNotSaved() {
    TaskDataset task =
        new TaskDataset("x", "", TinyTasks.storms(4, 5), List.of(), 0.25, Optional.empty());
    ExpertLearning learning = new ExpertLearning(segmenter, catalogue);
    assertThatThrownBy(() -> learning.learn(task, SHORT, new Quiet(), () -> true))
        .isInstanceOf(LearningException.class)
        .hasMessageContaining("'x' was cancelled before its first step");
    assertThat(names()).containsExactly("holes", "squares");
  }

  @Test
  void aSecondTaskIsNotLearnedAtTheSameTime() {
    TaskDataset task =
        new TaskDataset("x", "", TinyTasks.storms(4, 5), List.of(), 0.25, Optional.empty());
    ExpertLearning learning = new ExpertLearning(segmenter, catalogue);
    List<Throwable> refusals = new ArrayList<>();
    LearningListener impatient =
        new Quiet() {
          @Override
          public void step(long step, long steps, float loss) {
            refusals.add(
                catchThrowable(() -> learning.learn(task, SHORT, new Quiet(), () -> false)));
          }
        };
    assertThat(learning.learn(task, SHORT, impatient, () -> false).expert()).isEqualTo("x");
    assertThat(refusals)
        .isNotEmpty()
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining("Another task is being learned"));
  }

  @Test
  void whatIsClearlyAheadAfterATrialIsLearnedOnFrom() throws IOException {
    TrainedExpert good = learn("good", TinyTasks.gales(8, 1), steps(2 * LONG)); // judged half-way
    assertThat(good.dice().diceAfter()).isGreaterThan(good.dice().diceBefore() + 0.1);
    Path adapter = folder.resolve("home/experts/" + good.id() + "/adapter.safetensors");
    byte[] before = Files.readAllBytes(adapter);

    TrainedExpert next = learn("next", TinyTasks.gales(8, 5), steps(LONG / 4));

    StartTrial start = next.report().start();
    assertThat(start.warmStart().flatMap(StartTrial.Candidate::id)).contains(good.id());
    assertThat(start.candidates().get(0).trialDice()).as("the new expert's trial").isPresent();
    assertThat(start.shareLeft()).isEqualTo(0.9);
    assertThat(catalogue.show(next.id()).warmStart()).contains(good.id());
    assertThat(next.summary()).contains("Learned on from expert 'good'");
    assertThat(next.report().earlierTasks())
        .hasSize(3)
        .allMatch(task -> task.dice().isPresent() && task.isUnchanged());
    assertThat(Files.readAllBytes(adapter)).isEqualTo(before);
  }

  private static LearningSettings steps(long steps) {
    return new LearningSettings(steps, Duration.ofMinutes(30), 4, 1);
  }

  @Test
  void aDamagedExpertIsToldAndTheOthersGoOn() throws IOException {
    Path adapter = folder.resolve("home/experts/" + squares.id() + "/adapter.safetensors");
    byte[] sound = Files.readAllBytes(adapter);
    byte[] damaged = sound.clone();
    damaged[damaged.length - 1] ^= 1;
    Files.write(adapter, damaged);
    try {
      TrainedExpert storms = learn("storms", TinyTasks.storms(4, 5), SameTask.KEEP);
      assertThat(storms.report().earlierTasks())
          .filteredOn(task -> task.expert().equals("squares"))
          .singleElement()
          .satisfies(
              task ->
                  assertThat(task.reason())
                      .contains("cannot be used", "adapter.safetensors", "import it again"));
      assertThat(storms.report().earlierTasks())
          .filteredOn(task -> task.expert().equals("holes"))
          .allMatch(task -> task.dice().isPresent() && task.isUnchanged());
      assertThat(storms.report().start().candidates())
          .noneMatch(candidate -> candidate.id().equals(Optional.of(squares.id())));
    } finally {
      Files.write(adapter, sound);
    }
  }

  @Test
  void aLibraryOfANewerVersionIsLeftAlone() throws IOException {
    Path home = Files.createDirectories(folder.resolve("newer"));
    Path format = home.resolve("format.json");
    Files.writeString(format, "{\"format\": \"evosam-library\", \"version\": \"2.0\"}");
    ExpertCatalogue newer = new ExpertCatalogue(home);
    TaskDataset task =
        new TaskDataset("x", "", TinyTasks.squares(2, 1), List.of(), 0.2, Optional.empty());
    assertThatThrownBy(
            () -> new ExpertLearning(segmenter, newer).learn(task, SHORT, new Quiet(), () -> false))
        .isInstanceOf(EvoSamException.class)
        .hasMessageContainingAll("cannot be used", "a newer EvoSAM wrote it");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).containsExactly(format);
    }
  }

  @Test
  void whatCannotBeSavedIsNotLearnedASecondTime() throws IOException {
    Path home = folder.resolve("full");
    ExpertCatalogue full = new ExpertCatalogue(home);
    Path obstacle = home.resolve("experts"); // a file where the folder has to be
    TaskDataset task =
        new TaskDataset("x", "", TinyTasks.squares(4, 1), List.of(), 0.25, Optional.empty());
    List<Long> steps = new ArrayList<>();
    LearningListener listener =
        new LearningListener() {
          @Override
          public void stage(String what) {
            if (what.equals("Judging what was learned") && !steps.isEmpty()) {
              write(obstacle);
            }
          }

          @Override
          public void step(long step, long all, float loss) {
            steps.add(step);
          }

          @Override
          public void validated(long step, double dice) {}
        };
    String model = folder.resolve("tiny.safetensors").toString();
    try (Segmenter open = Segmenter.open(new BaseModels(folder), model, "cpu", full)) {
      ExpertLearning learning = new ExpertLearning(open, full);
      assertThatThrownBy(() -> learning.learn(task, SHORT, listener, () -> false))
          .isInstanceOf(EvoSamException.class)
          .hasMessageContainingAll("cannot be saved", "free space", "start the same again");
      Files.delete(obstacle);
      steps.clear();
      assertThat(learning.learn(task, SHORT, listener, () -> false).expert()).isEqualTo("x");
      assertThat(steps).as("steps of the second run").isEmpty();
    }
  }

  private static void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
