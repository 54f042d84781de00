package io.github.evosam.imagej.interactive;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InteractiveSegmentationTest {
  private static final StackPosition FIRST = new StackPosition(1, 1, 1);
  private static final StackPosition SECOND = new StackPosition(1, 2, 1);

  private final EventQueue events = new EventQueue();
  private final DiscModel model = new DiscModel();
  private final Heard heard = new Heard();
  private final Session session = new Session(DiscModel.SIZE);
  private final ImagePlus stack = IJ.createImage("cells.tif", "8-bit ramp", 60, 40, 3);
  private ModelWorker worker;
  private InteractiveSegmentation segmentation;

  private static final class Heard implements SessionListener {
    final List<Phase> phases = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final List<Preparation> ready = new ArrayList<>();
    final List<Double> shares = new ArrayList<>();
    final List<FollowedObjects> followed = new ArrayList<>();

    @Override
    public void preparing(Phase phase) {
      phases.add(phase);
    }

    @Override
    public void ready(Preparation preparation) {
      ready.add(preparation);
    }

    @Override
    public void changed() {}

    @Override
    public void following(double share) {
      shares.add(share);
    }

    @Override
    public void followed(FollowedObjects found) {
      followed.add(found);
    }

    @Override
    public void refused(String reason) {
      refusals.add(reason);
    }
  }

  @BeforeEach
  void start() {
    start(() -> model);
  }

  private void start(Supplier<ObjectModel> opening) {
    worker = new ModelWorker(opening, events);
    segmentation = new InteractiveSegmentation(session, worker, heard);
  }

  @AfterEach
  void stop() throws InterruptedException {
    model.gate.countDown();
    segmentation.close();
    assertThat(worker.thread.awaitTermination(20, SECONDS)).as("the thread ends").isTrue();
  }

  @Test
  void anImageIsMadeReadyPhaseByPhaseOnTheWorkersThread() throws Exception {
    show(FIRST);
    assertThat(segmentation.isBusy()).isTrue();
    idle();
    assertThat(heard.phases).containsExactly(SessionListener.Phase.values());
    assertThat(heard.ready).hasSize(1);
    assertThat(model.threads).containsExactly("EvoSAM Interactive");
  }

  @Test
  void clicksFasterThanAnswersGiveTheSameMaskAsSlowOnes() throws Exception {
    show(FIRST);
    click(10, 10, true);
    click(14, 10, true);
    click(12, 12, false);
    idle();
    Mask fast = session.draft().orElseThrow().mask();
    segmentation.discard();
    click(10, 10, true);
    idle();
    click(14, 10, true);
    idle();
    click(12, 12, false);
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(fast);
    assertThat(fast.contains(12, 12)).isFalse();
    assertThat(fast.contains(7, 8)).isTrue();
  }

  @Test
  void clicksWaitUntilTheImageIsReady() throws Exception {
    show(FIRST);
    click(10, 10, true);
    assertThat(session.draft()).isEmpty();
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(DiscModel.rectangle(7, 7, 13, 13));
  }

  @Test
  void undoTakesBackTheStepThatWaitsBeforeTheLastOne() throws Exception {
    show(FIRST);
    click(10, 10, true);
    idle();
    Mask first = session.draft().orElseThrow().mask();
    holdAnswers();
    click(30, 10, true);
    model.asked.await();
    segmentation.undo();
    model.gate.countDown();
    click(10, 10, true); // answered after the one that was taken back
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(first);
    segmentation.undo();
    segmentation.undo();
    assertThat(session.draft()).isEmpty();
    segmentation.redo();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(first);
  }

  @Test
  void anotherSliceDropsWhatWasAskedOfTheOneBefore() throws Exception {
    show(FIRST);
    idle();
    holdAnswers();
    click(10, 10, true);
    click(12, 10, true);
    model.asked.await();
    show(SECOND);
    model.gate.countDown();
    click(30, 20, true);
    idle();
    assertThat(session.draft().orElseThrow().position()).isEqualTo(SECOND.inAllChannels());
    assertThat(session.draft().orElseThrow().steps()).hasSize(1);
    assertThat(model.images).hasValue(2);
  }

  @Test
  void aSliceThatIsLeftBeforeItWasReadIsNeverEmbedded() throws Exception {
    holdAnswers();
    show(FIRST);
    click(10, 10, true);
    model.asked.await();
    show(SECOND);
    show(new StackPosition(1, 3, 1));
    show(new StackPosition(1, 4, 1));
    model.gate.countDown();
    idle();
    assertThat(model.images).as("the first and the last").hasValue(2);
    assertThat(heard.ready).as("only the last was waited for").hasSize(1);
  }

  @Test
  void closingInTheMiddleLeavesNeitherThreadNorModelNorResult() throws Exception {
    show(FIRST);
    idle();
    holdAnswers();
    click(10, 10, true);
    model.asked.await();
    segmentation.close();
    model.gate.countDown();
    assertThat(worker.thread.awaitTermination(20, SECONDS)).isTrue();
    events.runAll();
    assertThat(session.draft()).isEmpty();
    assertThat(model.closings).hasValue(1);
    click(10, 10, true);
    events.runAll();
    assertThat(session.draft()).as("after closing").isEmpty();
  }

  @Test
  void aRefusedStepLeavesEverythingAsItWas() throws Exception {
    show(FIRST);
    click(10, 10, false);
    idle();
    assertThat(session.draft()).isEmpty();
    assertThat(heard.refusals).singleElement().asString().contains("click on it");
    click(10, 10, true);
    idle();
    click(70, 10, true);
    idle();
    assertThat(session.draft().orElseThrow().steps()).hasSize(1);
    segmentation.submit(new DraftStep.NextMask());
    segmentation.accept();
    idle();
    assertThat(session.objects()).hasSize(1);
    segmentation.accept();
    segmentation.submit(new DraftStep.NextMask());
    idle();
    assertThat(heard.refusals).hasSize(4);
  }

  @Test
  void theNextMaskIsTheNextBestAndRefiningGoesOnFromIt() throws Exception {
    show(FIRST);
    click(20, 20, true);
    segmentation.submit(new DraftStep.NextMask());
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(DiscModel.rectangle(16, 16, 24, 24));
    assertThat(session.draft().orElseThrow().answer().predictedIou()).contains(0.8);
    click(20, 20, true);
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(DiscModel.rectangle(16, 16, 24, 24));
    segmentation.undo();
    segmentation.submit(new DraftStep.NextMask());
    segmentation.submit(new DraftStep.NextMask());
    idle();
    assertThat(session.draft().orElseThrow().mask())
        .as("after the last one the first")
        .isEqualTo(DiscModel.rectangle(17, 17, 23, 23));
  }

  @Test
  void aDrawnMaskStandsForAllBeforeItAndIsRefined() throws Exception {
    show(FIRST);
    click(20, 20, true);
    Mask drawn = DiscModel.rectangle(30, 5, 40, 9);
    segmentation.submit(new DraftStep.Drawn(drawn));
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(drawn);
    click(30, 5, false);
    idle();
    Mask refined = session.draft().orElseThrow().mask();
    assertThat(refined.contains(40, 9)).isTrue();
    assertThat(refined.contains(30, 5)).isFalse();
    assertThat(refined.contains(20, 20)).isFalse();
  }

  @Test
  void aSecondBoxTakesThePlaceOfTheFirst() throws Exception {
    show(FIRST);
    segmentation.submit(new DraftStep.Prompts(List.of(new BoxPrompt(1, 1, 5, 5))));
    segmentation.submit(new DraftStep.Prompts(List.of(new BoxPrompt(2, 2, 4, 4))));
    idle();
    assertThat(session.draft().orElseThrow().prompts()).containsExactly(new BoxPrompt(2, 2, 4, 4));
  }

  @Test
  void anotherExpertDoesTheObjectAtHandAgain() throws Exception {
    show(FIRST);
    click(20, 20, true);
    idle();
    segmentation.use(new ExpertChoice(ExpertChoice.Kind.NAMED, java.util.Optional.of("nuclei")));
    idle();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(DiscModel.rectangle(15, 15, 25, 25));
    assertThat(heard.ready.get(1).expert().orElseThrow().name()).isEqualTo("nuclei");
    segmentation.undo();
    assertThat(session.draft().orElseThrow().mask()).isEqualTo(DiscModel.rectangle(17, 17, 23, 23));
  }

  @Test
  void anExpertThatCannotBeUsedIsToldAndTheBaseModelTakesItsPlace() throws Exception {
    show(FIRST);
    idle();
    segmentation.use(ExpertChoice.parse("broken"));
    idle();
    assertThat(heard.ready.get(1).note()).contains("'broken' is damaged");
    assertThat(heard.ready.get(1).expert()).isEmpty();
  }

  @Test
  void aModelThatDoesNotOpenIsToldAndTriedAgain() throws Exception {
    segmentation.close();
    AtomicInteger tries = new AtomicInteger();
    start(
        () -> {
          if (tries.incrementAndGet() == 1) {
            throw new EngineException("The model is missing");
          }
          return model;
        });
    show(FIRST);
    click(10, 10, true);
    idle();
    assertThat(heard.refusals).containsExactly("The model is missing");
    assertThat(session.draft()).isEmpty();
    show(FIRST);
    click(10, 10, true);
    idle();
    assertThat(session.draft()).isPresent();
  }

  @Test
  void aClickOnASliceThatCannotBeReadIsNotAnsweredFromTheSliceBefore() throws Exception {
    show(FIRST);
    idle();
    segmentation.show(
        SECOND,
        () -> {
          throw new EngineException("Slice 2 cannot be read", null);
        });
    idle();
    click(20, 20, true);
    idle();
    assertThat(session.draft()).isEmpty();
    assertThat(heard.refusals).containsExactly("Slice 2 cannot be read", "Slice 2 cannot be read");
    show(FIRST);
    click(20, 20, true);
    idle();
    assertThat(session.draft()).isPresent();
  }

  @Test
  void objectsAreFollowedAndTheUserHearsHowFar() throws Exception {
    acceptOne();
    segmentation.follow(stack);
    assertThat(segmentation.isFollowing()).isTrue();
    idle();
    assertThat(heard.shares).startsWith(0.0).endsWith(1.0).isSorted();
    assertThat(heard.followed).singleElement().matches(found -> found.byMemory());
    assertThat(heard.followed.get(0).describe()).isEqualTo("Followed through 3 slices, by memory");
    assertThat(session.objects()).hasSize(3);
    segmentation.follow(stack);
    idle();
    assertThat(heard.refusals).singleElement().asString().contains("nothing new to follow");
  }

  @Test
  void followingThatIsStoppedChangesNothing() throws Exception {
    acceptOne();
    holdAnswers();
    segmentation.follow(stack);
    model.asked.await();
    segmentation.stopFollowing();
    model.gate.countDown();
    idle();
    assertThat(heard.refusals).singleElement().asString().startsWith("Stopped after");
    assertThat(session.objects()).hasSize(1);
    segmentation.follow(stack);
    idle();
    assertThat(session.objects()).as("it can be done again").hasSize(3);
  }

  @Test
  void aSliceThatIsLookedAtMeanwhileDoesNotStopIt() throws Exception {
    acceptOne();
    holdAnswers();
    segmentation.follow(stack);
    model.asked.await();
    show(SECOND);
    click(40, 20, true);
    model.gate.countDown();
    idle();
    assertThat(session.objects()).hasSize(3);
    assertThat(session.draft().orElseThrow().position()).isEqualTo(SECOND.inAllChannels());
  }

  private void acceptOne() throws Exception {
    show(FIRST);
    click(10, 10, true);
    segmentation.accept();
    idle();
  }

  private void show(StackPosition position) {
    segmentation.show(
        position, () -> new Plane(DiscModel.SIZE, new float[(int) (3 * DiscModel.SIZE.area())]));
  }

  private void click(int x, int y, boolean positive) {
    segmentation.submit(new DraftStep.Prompts(List.of(new PointPrompt(x, y, positive))));
  }

  private void holdAnswers() {
    model.asked = new CountDownLatch(1);
    model.gate = new CountDownLatch(1);
  }

  private void idle() throws InterruptedException {
    events.runUntil(() -> !segmentation.isBusy());
  }
}
