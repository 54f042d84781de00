package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts in an image that is too big to be shown to the model as a whole. */
class BigImagePromptsTest {
  private static final PaintedSource BIG = new PaintedSource(new ImageSize(20_000, 20_000));

  /** Side of the embedded model's input, pixels. */
  private static final int SIDE = 512;

  @TempDir private static Path folder;
  private Segmenter segmenter;

  @BeforeEach
  void open() {
    segmenter = Segmenter.open(new BaseModels(folder), BaseModels.EMBEDDED, "cpu");
    segmenter.use(ExpertChoice.NONE);
    BIG.forgetReads();
  }

  @AfterEach
  void close() {
    segmenter.close();
  }

  @Test
  void aPromptIsAnsweredAsInTheWindowAroundIt() {
    int left = 11_008; // on the grid of windows: the window's middle is that of the prompt
    int top = 8_960;
    List<Prompt> box = List.of(new BoxPrompt(left + 230, top + 235, left + 280, top + 275));
    List<Prompt> click = List.of(new PointPrompt(left + 250, top + 260, true));
    segmenter.setImage(BIG);
    List<SegmentedObject> inBig = segmenter.segment(List.of(box, click));
    segmenter.setImage(BIG.crop(left, top, new ImageSize(SIDE, SIDE)));
    List<SegmentedObject> inWindow =
        segmenter.segment(
            List.of(
                List.of(new BoxPrompt(230, 235, 280, 275)),
                List.of(new PointPrompt(250, 260, true))));
    for (int i = 0; i < 2; i++) {
      assertThat(inBig.get(i).mask())
          .isEqualTo(inWindow.get(i).mask().placed(BIG.size(), left, top));
      assertThat(inBig.get(i).mask().isEmpty()).isFalse();
      assertThat(inBig.get(i).predictedIou()).isEqualTo(inWindow.get(i).predictedIou());
    }
  }

  @Test
  void objectsFarApartAreEachSeenInTheirOwnWindow() {
    List<Prompt> first = List.of(new BoxPrompt(1_030, 900, 1_080, 950));
    List<Prompt> second = List.of(new BoxPrompt(18_030, 15_900, 18_080, 15_950));
    segmenter.setImage(BIG);
    List<SegmentedObject> both = segmenter.segment(List.of(first, second));
    assertThat(both.get(0).mask()).isEqualTo(mask(first));
    assertThat(both.get(1).mask()).isEqualTo(mask(second));
    assertThat(both.get(1).mask().boundingBox().orElseThrow().x0()).isGreaterThan(18_000);
  }

  private Mask mask(List<Prompt> prompts) {
    return segmenter.segment(List.of(prompts)).get(0).mask();
  }

  @Test
  void morePixelsThanAMaskCanCountAreRefusedBySentence() {
    PaintedSource huge = new PaintedSource(new ImageSize(50_000, 50_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segmenter.setImage(huge))
        .withMessageContaining("50000 x 50000 pixels");
    segmenter.setImage(BIG); // goes on with the next
  }

  @Test
  void onlyTheSurroundingsAreRead() {
    segmenter.setImage(BIG);
    segmenter.embed();
    Optional<MaskProposal> first = Optional.empty();
    for (int click = 0; click < 4; click++) {
      List<Prompt> clicks =
          List.of(
              new PointPrompt(10_240 + 4 * click, 10_240, true),
              new PointPrompt(10_300, 10_220, false));
      first = Optional.of(segmenter.propose(clicks, first).get(0));
    }
    assertThat(first.orElseThrow().mask().size()).isEqualTo(BIG.size());
    // the window once, and its magnified parts for each click
    assertThat(BIG.pixelsRead()).isLessThan(8L * SIDE * SIDE);
  }
}
