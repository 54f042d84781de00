package io.github.evosam.engine.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.evosam.engine.ChangingExpert;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.matcher.Descriptor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an expert's changes begin may not matter to what images look like, or to its masks. */
class ExpertRouterTest {
  private static final List<List<Prompt>> BOX = List.of(List.of(new BoxPrompt(8, 8, 40, 40)));

  @TempDir private Path folder;
  private final Plane image = TinyTasks.squares(1, 5).get(0).plane().plane();
  private Segmenter segmenter;

  @BeforeEach
  void open() {
    String model = TinyModel.write(folder, 3).toString();
    ExpertCatalogue experts = new ExpertCatalogue(folder.resolve("home"));
    segmenter = Segmenter.open(new BaseModels(folder), model, "cpu", experts);
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anExpertActsAlikeBeforeAndAfterTheImageIsSet(int split) {
    segmenter.router().put(ChangingExpert.of(segmenter, split));
    segmenter.setImage(image);
    List<SegmentedObject> before = segmenter.segment(BOX);
    segmenter.use(ExpertChoice.NONE);
    List<SegmentedObject> plain = segmenter.segment(BOX);
    segmenter.router().put(ChangingExpert.of(segmenter, split));
    assertThat(segmenter.segment(BOX)).isEqualTo(before).isNotEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anExpertInPlaceDoesNotChangeHowAnImageIsDescribed(int split) {
    segmenter.setImage(image);
    Descriptor plain = segmenter.router().descriptor();
    segmenter.router().put(ChangingExpert.of(segmenter, split));
    assertThat(segmenter.router().descriptor()).isEqualTo(plain);
    List<SegmentedObject> masks = segmenter.segment(BOX);
    segmenter.router().descriptor();
    segmenter.setImage(new Plane(image.size(), image.values().clone()));
    assertThat(segmenter.router().descriptor()).isEqualTo(plain);
    assertThat(segmenter.segment(BOX)).isEqualTo(masks);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void promptsNeedNotBeAnsweredByTheExpertThatFindsTheTask(int split) {
    segmenter.setImage(image);
    List<SegmentedObject> plain = segmenter.segment(BOX);
    segmenter.router().put(ChangingExpert.of(segmenter, split));
    List<SegmentedObject> adapted = segmenter.segment(BOX);
    List<SegmentedObject> task = segmenter.segmentTask();
    segmenter.router().answer(Prompting.PLAIN);
    assertThat(segmenter.segment(BOX)).isEqualTo(plain).isNotEqualTo(adapted);
    assertThat(segmenter.segmentTask()).isEqualTo(task);
    assertThat(segmenter.segment(BOX)).as("after the task").isEqualTo(plain);
    segmenter.router().answer(Prompting.ADAPTED);
    assertThat(segmenter.segment(BOX)).isEqualTo(adapted);
  }

  @Test
  void leavesNoArraysBehind() {
    segmenter.setImage(image);
    segmenter.segment(BOX);
    int before = arrays();
    segmenter.router().put(ChangingExpert.of(segmenter, 1));
    segmenter.segment(BOX);
    segmenter.segmentTask();
    segmenter.router().descriptor();
    segmenter.router().answer(Prompting.PLAIN);
    segmenter.segment(BOX);
    segmenter.use(ExpertChoice.NONE);
    segmenter.segment(BOX);
    assertThat(arrays()).isEqualTo(before);
  }

  private int arrays() {
    return segmenter.model().weights().manager().getManagedArrays().size();
  }

  @Test
  void withoutAnImageThereIsNothingToChooseBy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> segmenter.use(ExpertChoice.AUTO))
        .withMessageContaining("Set an image");
    assertThatIllegalStateException().isThrownBy(() -> segmenter.segmentTask());
  }

  @Test
  void anEmptyLibraryIsPlainSamAndIsNotEvenMade() {
    segmenter.setImage(image);
    assertThat(segmenter.hasExperts()).isFalse();
    assertThat(segmenter.use(ExpertChoice.AUTO)).isEmpty();
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
