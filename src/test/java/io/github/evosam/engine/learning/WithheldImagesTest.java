package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are withheld to judge by are learned from at last; those given to judge by never. */
class WithheldImagesTest {
  private static final LearningSettings SHORT =
      new LearningSettings(16, Duration.ofMinutes(5), 4, 1);
  private static final List<TaskImage> IMAGES = TinyTasks.squares(8, 1);
  private static final String LAST = "Learning from all images";

  @TempDir private Path folder;
  private String model;

  /** Stages and steps in their order; may fail at a step of the last stage. */
  private static final class Course implements LearningListener {
    private final List<String> stages = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();
    private final List<Long> lastSteps = new ArrayList<>();
    private final long failsAt;

    Course(long failsAt) {
      this.failsAt = failsAt;
    }

    @Override
    public void stage(String what) {
      stages.add(what);
    }

    @Override
    public void step(long step, long all, float loss) {
      assertThat(all).isEqualTo(SHORT.steps());
      steps.add(step);
      if (stages.contains(LAST)) {
        lastSteps.add(step);
        if (step == failsAt) {
          throw new IllegalStateException("power cut");
        }
      }
    }

    @Override
    public void validated(long step, double dice) {
      assertThat(stages).as("no Dice of images that are learned from").doesNotContain(LAST);
    }
  }

  @BeforeEach
  void writeModel() {
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
  }

  private static TaskDataset task(List<TaskImage> validation) {
    return new TaskDataset("squares", "", IMAGES, validation, 0.25, Optional.empty());
  }

  /** SHA-256 of the expert that a library of its own gets. */
  private String learn(String home, TaskDataset task, Course course) {
    ExpertCatalogue catalogue = new ExpertCatalogue(folder.resolve(home));
    try (Segmenter segmenter = Segmenter.open(new BaseModels(folder), model, "cpu", catalogue)) {
      TrainedExpert learned =
          new ExpertLearning(segmenter, catalogue).learn(task, SHORT, course, () -> false);
      return segmenter.router().checksum(learned.id());
    }
  }

  @Test
  void theyAreLearnedFromOnceTheExpertHasBeenJudged() {
    Course course = new Course(0);
    learn("home", task(List.of()), course);
    assertThat(course.stages).containsSubsequence("Learning", "Judging what was learned", LAST);
    assertThat(course.lastSteps).hasSizeGreaterThan(2).hasSizeLessThan(16);
    assertThat(course.steps)
        .as("counted through, so that a curve goes on")
        .startsWith(1L)
        .doesNotHaveDuplicates()
        .isSorted()
        .endsWith(16L);
  }

  @Test
  void imagesThatAreGivenToJudgeByAreNot() {
    Course course = new Course(0);
    learn("home", task(TinyTasks.squares(2, 5)), course);
    assertThat(course.stages).contains("Judging what was learned").doesNotContain(LAST);
  }

  @Test
  void anInterruptionThereChangesNothing() throws Exception {
    String whole = learn("whole", task(List.of()), new Course(0));
    assertThatThrownBy(() -> learn("cut", task(List.of()), new Course(12)))
        .hasMessageContaining("power cut");
    Course rest = new Course(0);
    assertThat(learn("cut", task(List.of()), rest)).isEqualTo(whole);
    assertThat(rest.lastSteps)
        .as("what was done is not done again")
        .isNotEmpty()
        .allMatch(step -> step > 9);
    try (var left = Files.walk(folder.resolve("cut"))) {
      assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("finish-"));
    }
  }
}
