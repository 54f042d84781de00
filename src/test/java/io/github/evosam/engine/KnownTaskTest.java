package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evosam.EvoSamException;
import io.github.evosam.library.Provenance;
import io.github.evosam.library.StartCandidate;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static LearnedExpert squares;
  private static LearnedExpert holes;
  private final List<String> stages = new ArrayList<>();

  @BeforeAll
  static void teach() {
    String model = TinyModel.write(folder, 3).toString();
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

  private LearnedExpert learn(String name, List<TaskImage> images, SameTask sameTask) {
    return learn(name, images, SHORT, sameTask, Long.MAX_VALUE);
  }

  private LearnedExpert learn(String name, List<TaskImage> images, LearningSettings settings) {
    return learn(name, images, settings, SameTask.KEEP, Long.MAX_VALUE);
  }

  private LearnedExpert learn(
      String name,
      List<TaskImage> images,
      LearningSettings settings,
      SameTask sameTask,
      long powerCutAfter) {
    LearningTask task = new LearningTask(name, "", images, List.of(), 0.25, Optional.empty());
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
    // whole numbers, and smaller than what is kept: only specks count in one and not in the other
    assertThat(holes.report().earlierTasks().get(0).dice().orElseThrow().diceBefore())
        .isCloseTo(squares.dice().diceAfter(), Offset.offset(0.01));
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
    assertThatThrownBy(() -> learn("storms", images, SHORT, SameTask.KEEP, 5))
        .hasMessageContaining("power cut");
    segmenter.use(ExpertChoice.NONE);
    assertThat(stages).contains("Choosing what to start from");
    stages.clear();
    LearnedExpert storms = learn("storms", images, SameTask.KEEP);
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
  void anUpdateTakesTheNameAndThePlaceAndRemembersBoth() throws IOException {
    ExpertCatalogue other = catalogueCopy("update");
    other.annotate("squares", "taught by Ada");
    LearnedExpert updated = update("Squares", other);
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
    LearnedExpert updated = update("squares", other);
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
  private static LearnedExpert update(String name, ExpertCatalogue library) {
    String model = folder.resolve("tiny.safetensors").toString();
    try (Segmenter open = Segmenter.open(new BaseModels(folder), model, "cpu", library)) {
      LearningTask task =
          new LearningTask(name, "", TinyTasks.squares(4, 60), List.of(), 0.25, Optional.empty());
      return new ExpertLearning(open, library)
          .learn(task, SHORT, SameTask.UPDATE, new Quiet(), () -> false);
    }
  }

  /** Number of images that an expert is known by. */
  private static int images(LearnedExpert expert, ExpertCatalogue library) {
    String model = folder.resolve("tiny.safetensors").toString();
    try (Segmenter open = Segmenter.open(new BaseModels(folder), model, "cpu", library)) {
      return open.router().experts().statistics(expert.id()).count();
    }
  }

  /** Hears nothing. */
  private static class Quiet implements LearningListener {
    @Override
    public void stage(String what) {}

    @Override
    public void step(long step, long steps, float loss) {}

    @Override
    public void validated(long step, double dice) {}
  }

  @Test
  void anExpertIsJudgedWithItsChangesHoweverPromptsAreAnswered() {
    segmenter.use(ExpertChoice.parse(squares.id()));
    OpenExpert expert = segmenter.router().expert().orElseThrow();
    StateDict changes = expert.lora().parameters();
    changes.names().stream()
        .filter(name -> !name.startsWith(LoraExpert.HEAD))
        .forEach(name -> changes.get(name).addi(0.1)); // far from the base model
    for (Answering way : List.of(Answering.ADAPTED, Answering.PLAIN)) {
      learned(way.name(), TinyTasks.squares(8, 1), expert.answering(new Prompting(way, way)))
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

  private static LearnedTask learned(String name, List<TaskImage> images, OpenExpert expert) {
    TaskJudgement judgement =
        new TaskJudgement(
            0.5, new TaskJudgement.Prompted(new ObjectDice(List.of()), new ObjectDice(List.of())));
    return new LearnedTask(
        new LearningTask(name, "", images, List.of(), 0.25, Optional.empty()),
        SHORT,
        expert,
        segmenter.router().experts().statistics(squares.id()),
        new LearnedTask.Judged(judgement, judgement),
        StartTrial.NONE,
        "");
  }

  @Test
  void whatIsCancelledBeforeItsFirstStepIsNotSaved() {
    LearningTask task =
        new LearningTask("x", "", TinyTasks.storms(4, 5), List.of(), 0.25, Optional.empty());
    ExpertLearning learning = new ExpertLearning(segmenter, catalogue);
    assertThatThrownBy(() -> learning.learn(task, SHORT, new Quiet(), () -> true))
        .isInstanceOf(LearningException.class)
        .hasMessageContaining("'x' was cancelled before its first step");
    assertThat(names()).containsExactly("holes", "squares");
  }

  @Test
  void aSecondTaskIsNotLearnedAtTheSameTime() {
    LearningTask task =
        new LearningTask("x", "", TinyTasks.storms(4, 5), List.of(), 0.25, Optional.empty());
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
  void anUpdateThatForgetsDoesNotTakeThePlace() {
    segmenter.use(ExpertChoice.parse(squares.id()));
    LearnedTask worse =
        learned("worse", TinyTasks.squares(4, 60), segmenter.router().expert().orElseThrow());
    ExpertDetails.Change forgotten = new ExpertDetails.Change(0.9, 0.87);
    EarlierTask old = new EarlierTask("squares", squares.id(), 2, Optional.of(forgotten), "");

    Succession.Saved saved = new Succession(segmenter, catalogue, Optional.of(old)).save(worse);

    assertThat(saved.replaced()).isEmpty();
    assertThat(names()).containsExactly("holes", "squares", "worse");
    assertThat(saved.warnings())
        .singleElement()
        .asString()
        .contains("'squares' stays, since the new one finds less", "0.870 instead of 0.900");
  }

  @Test
  void whatIsClearlyAheadAfterATrialIsLearnedOnFrom() throws IOException {
    LearnedExpert good = learn("good", TinyTasks.gales(8, 1), steps(LONG));
    assertThat(good.dice().diceAfter()).isGreaterThan(good.dice().diceBefore() + 0.1);
    Path adapter = folder.resolve("home/experts/" + good.id() + "/adapter.safetensors");
    byte[] before = Files.readAllBytes(adapter);

    LearnedExpert next = learn("next", TinyTasks.gales(8, 5), steps(LONG / 4));

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
  void onlyTheExpertThatTheImagesLookLikeCanBeUpdated() {
    assertThatThrownBy(() -> learn("holes", TinyTasks.squares(4, 60), SameTask.UPDATE))
        .isInstanceOf(LearningException.class)
        .hasMessageContainingAll("'holes' cannot be updated", "do not look like its own");
    assertThat(names()).containsExactly("holes", "squares");
  }

  @Test
  void aDamagedExpertIsToldAndTheOthersGoOn() throws IOException {
    Path adapter = folder.resolve("home/experts/" + squares.id() + "/adapter.safetensors");
    byte[] sound = Files.readAllBytes(adapter);
    byte[] damaged = sound.clone();
    damaged[damaged.length - 1] ^= 1;
    Files.write(adapter, damaged);
    try {
      LearnedExpert storms = learn("storms", TinyTasks.storms(4, 5), SameTask.KEEP);
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
    LearningTask task =
        new LearningTask("x", "", TinyTasks.squares(2, 1), List.of(), 0.2, Optional.empty());
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
    LearningTask task =
        new LearningTask("x", "", TinyTasks.squares(4, 1), List.of(), 0.25, Optional.empty());
    List<Long> steps = new ArrayList<>();
    LearningListener listener =
        new LearningListener() {
          @Override
          public void stage(String what) {
            if (what.equals("Judging what was learned") && steps.size() == SHORT.steps()) {
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
