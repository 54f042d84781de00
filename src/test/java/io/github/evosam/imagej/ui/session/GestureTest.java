package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;

class GestureTest {
  private static final ImageSize SIZE = new ImageSize(100, 80);

  @Test
  void aClickMeansThePixelThatItIsOnWhereverInItAtWhateverZoom() {
    for (double magnification : new double[] {0.25, 1, 32}) {
      for (double inside : new double[] {0, 0.3, 0.97}) {
        Gesture gesture = new Gesture(SIZE, true, magnification);
        gesture.reach(7 + inside, 9 + inside);
        assertThat(gesture.click()).containsExactly(new PointPrompt(7, 9, true));
      }
    }
  }

  @Test
  void aBoxHoldsThePixelsOfBothItsCornersInWhateverDirectionItIsDrawn() {
    Gesture gesture = new Gesture(SIZE, true, 1);
    gesture.reach(30.5, 20.5);
    gesture.reach(90, 90);
    gesture.reach(10.2, 40.9);
    assertThat(gesture.box()).isEqualTo(new BoxPrompt(10, 20, 30, 40));
  }

  @Test
  void placesOutsideTheImageAreItsBorder() {
    Gesture gesture = new Gesture(SIZE, true, 1);
    gesture.reach(-50, 20);
    gesture.reach(400, 400);
    assertThat(gesture.box()).isEqualTo(new BoxPrompt(0, 20, 99, 79));
  }

  @Test
  void aStrokeGivesClicksInsideTheImageAsFarApartAsOnTheScreen() {
    Gesture gesture = new Gesture(SIZE, false, 5);
    gesture.reach(0, 10.5);
    gesture.reach(20, 10.5);
    List<Prompt> clicks = gesture.stroke();
    assertThat(clicks)
        .containsExactly(
            new PointPrompt(2, 10, false),
            new PointPrompt(7, 10, false),
            new PointPrompt(12, 10, false),
            new PointPrompt(17, 10, false));
    Gesture atTheEdge = new Gesture(SIZE, true, 1);
    atTheEdge.reach(-5, -5);
    atTheEdge.reach(500, 500);
    assertThat(atTheEdge.stroke())
        .allSatisfy(
            click ->
                assertThat(SIZE.contains(((PointPrompt) click).x(), ((PointPrompt) click).y()))
                    .isTrue());
  }
}
