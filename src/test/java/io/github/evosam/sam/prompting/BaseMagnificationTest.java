package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.Preprocessing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where objects are looked for. */
class BaseMagnificationTest {
  private static final ImageSize IMAGE = new ImageSize(512, 400);
  private static final BaseMagnification MAGNIFICATION =
      new BaseMagnification(new ModelInput(BaseMagnification.INPUT_SIDE, Preprocessing.SAM), 512);

  private static View whole(ImageSize image) {
    return View.whole(MAGNIFICATION.input().transform(image));
  }

  private static List<Integer> sides(ImageSize image, Prompt... prompts) {
    return MAGNIFICATION.views(whole(image), ObjectPrompts.of(List.of(prompts), image)).stream()
        .map(view -> view.region().longestSide())
        .toList();
  }

  @Test
  void clickIsAskedAtEveryMagnification() {
    assertThat(sides(IMAGE, point(100, 100))).containsExactly(512, 256, 128, 64);
    assertThat(sides(new ImageSize(100, 50), point(9, 9))).containsExactly(100, 50);
  }

  @Test
  void clickInALargeImageIsAskedInTheWholeAndInTheSmallestParts() {
    assertThat(sides(new ImageSize(1024, 99), point(9, 9)))
        .containsExactly(1024, 512, 256, 128, 64);
    assertThat(sides(new ImageSize(2048, 2048), point(9, 9)))
        .containsExactly(2048, 512, 256, 128, 64);
    assertThat(sides(new ImageSize(20_000, 9), point(9, 3))).hasSize(5).contains(20_000, 78);
  }

  @Test
  void tinyImageIsAskedAsAWhole() {
    assertThat(sides(new ImageSize(1, 1), point(0, 0))).containsExactly(1);
  }

  @Test
  void viewsShowAllClicks() {
    assertThat(sides(IMAGE, point(100, 100), point(180, 100))).containsExactly(512, 256);
  }

  @Test
  void boxIsAskedInTheWholeImageAlone() {
    assertThat(sides(IMAGE, new BoxPrompt(0, 0, 511, 399))).isEmpty();
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 249, 120))).isEmpty();
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 148, 120))).isEmpty();
    assertThat(sides(new ImageSize(256, 256), new BoxPrompt(9, 9, 20, 20))).isEmpty();
  }

  @Test
  void tinyBoxIsAskedMagnified() {
    assertThat(sides(IMAGE, new BoxPrompt(100, 100, 147, 120))).containsExactly(72);
    assertThat(sides(IMAGE, new BoxPrompt(511, 399, 511, 399))).containsExactly(48);
    ImageSize large = new ImageSize(8000, 8000);
    assertThat(sides(large, new BoxPrompt(7700, 20, 7999, 40))).containsExactly(450);
    assertThat(sides(large, new BoxPrompt(100, 100, 900, 900))).isEmpty();
  }

  @Test
  void clickFarFromATinyBoxIsAskedWhereBothAreSeen() {
    BoxPrompt box = new BoxPrompt(100, 100, 120, 120);
    assertThat(sides(IMAGE, box, new PointPrompt(122, 110, false))).containsExactly(48);
    assertThat(sides(IMAGE, box, new PointPrompt(300, 110, false))).isEmpty();
  }

  @Test
  void viewOfATinyBoxLiesAroundItInsideTheImage() {
    ObjectPrompts prompts = ObjectPrompts.of(List.of(new BoxPrompt(490, 200, 509, 219)), IMAGE);
    View view = MAGNIFICATION.views(whole(IMAGE), prompts).get(0);
    assertThat(view.x()).isEqualTo(512 - 48);
    assertThat(view.y()).isEqualTo(186);
    assertThat(view.shows(490, 200) && view.shows(509, 219)).isTrue();
  }

  @Test
  void viewsLieAroundTheFirstPositiveClick() {
    ObjectPrompts prompts =
        ObjectPrompts.of(List.of(new PointPrompt(290, 210, false), point(300, 200)), IMAGE);
    View smallest = MAGNIFICATION.views(whole(IMAGE), prompts).get(3);
    assertThat(smallest.x()).isEqualTo(268);
    assertThat(smallest.y()).isEqualTo(168);
  }

  private static PointPrompt point(double x, double y) {
    return new PointPrompt(x, y, true);
  }
}
