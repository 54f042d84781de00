package io.github.evosam.imagej.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.geometry.PointPrompt;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrokeTest {
  @Test
  void clicksAreEquallyFarFromEachOtherAlongTheLine() {
    assertThat(Stroke.clicks(List.of(0.0, 10.0, 10.0), List.of(0.0, 0.0, 10.0), 5, true))
        .containsExactly(
            new PointPrompt(2.5, 0, true),
            new PointPrompt(7.5, 0, true),
            new PointPrompt(10, 2.5, true),
            new PointPrompt(10, 7.5, true));
  }

  @Test
  void howOftenTheMouseReportedDoesNotMatter() {
    assertThat(Stroke.clicks(List.of(0.0, 1.0, 4.0, 20.0), List.of(0.0, 0.0, 0.0, 0.0), 5, false))
        .isEqualTo(Stroke.clicks(List.of(0.0, 20.0), List.of(0.0, 0.0), 5, false));
  }

  @Test
  void aLongStrokeGivesFewClicksAndAShortOneAtLeastOne() {
    assertThat(Stroke.clicks(List.of(0.0, 4000.0), List.of(0.0, 0.0), 5, true))
        .hasSize(Stroke.MAX_CLICKS);
    assertThat(Stroke.clicks(List.of(3.0, 3.0), List.of(4.0, 4.0), 5, true))
        .containsExactly(new PointPrompt(3, 4, true));
    assertThatThrownBy(() -> Stroke.clicks(List.of(), List.of(), 5, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
