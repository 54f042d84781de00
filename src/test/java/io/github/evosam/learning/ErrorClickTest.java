package io.github.evosam.learning;

import static io.github.evosam.learning.MaskMetricsTest.rectangle;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ErrorClickTest {

  @Test
  void aMissedPartIsClickedPositively() {
    assertThat(ErrorClick.next(rectangle(2, 2, 10, 10), rectangle(2, 2, 20, 10)))
        .hasValueSatisfying(
            click -> {
              assertThat(click.positive()).isTrue();
              assertThat(click.x()).isBetween(14.0, 17.0);
              assertThat(click.y()).isEqualTo(6);
            });
  }

  @Test
  void whatWasTakenTooMuchIsClickedNegatively() {
    assertThat(ErrorClick.next(rectangle(2, 2, 20, 10), rectangle(2, 2, 10, 10)))
        .hasValueSatisfying(click -> assertThat(click.positive()).isFalse());
  }

  @Test
  void ofSeveralErrorsTheLargestIsClicked() {
    Mask truth = rectangle(10, 10, 20, 20);
    BitSet bits = truth.toBitSet();
    bits.set(0); // one surplus pixel far away
    bits.andNot(rectangle(10, 10, 20, 13).toBitSet()); // and a missed stripe
    assertThat(ErrorClick.next(Mask.of(truth.size(), bits), truth))
        .hasValueSatisfying(click -> assertThat(click.positive()).isTrue());
  }

  @Test
  void equalMasksNeedNoClick() {
    assertThat(ErrorClick.next(rectangle(2, 2, 5, 5), rectangle(2, 2, 5, 5))).isEmpty();
  }

  @Test
  void theCentreOfARingLiesOnTheRing() {
    ImageSize size = new ImageSize(21, 21);
    BitSet ring = new BitSet();
    for (int i = 0; i < 441; i++) {
      double radius = Math.hypot(i % 21 - 10, i / 21 - 10);
      ring.set(i, radius > 5 && radius < 9);
    }
    Mask mask = Mask.of(size, ring);
    PointPrompt click = ErrorClick.centre(mask, true);
    assertThat(mask.contains((int) click.x(), (int) click.y())).isTrue();
  }
}
