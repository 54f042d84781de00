package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.Preprocessing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where objects are looked for with an expert in place. */
class TaughtMagnificationTest {
  private static final ImageSize IMAGE = new ImageSize(512, 400);
  private static final TaughtMagnification MAGNIFICATION =
      new TaughtMagnification(new ModelInput(256, Preprocessing.SAM));

  private static View whole(ImageSize image) {
    return View.whole(MAGNIFICATION.input().transform(image));
  }

  private static List<Integer> sides(ImageSize image, Prompt... prompts) {
    return MAGNIFICATION.views(whole(image), ObjectPrompts.of(List.of(prompts), image)).stream()
        .map(view -> view.region().longestSide())
        .toList();
  }

  @Test
  void clickIsAskedInPartsThatAreEnlargedTwiceAtMost() {
    assertThat(sides(IMAGE, point(100, 100))).containsExactly(256, 128);
    assertThat(sides(new ImageSize(200, 100), point(9, 9))).isEmpty();
    assertThat(sides(new ImageSize(5000, 5000), point(9, 9)))
        .containsExactly(2500, 1250, 625, 313, 156);
  }

  @Test
  void partsShowAllClicks() {
    assertThat(sides(IMAGE, point(100, 100), point(180, 100))).containsExactly(256);
  }

  @Test
  void boxIsAskedInTheSmallestPartThatShowsItWithRoom() {
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 139, 120))).containsExactly(128);
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 219, 120))).containsExactly(256);
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 339, 120))).isEmpty();
  }

  private static PointPrompt point(double x, double y) {
    return new PointPrompt(x, y, true);
  }
}
