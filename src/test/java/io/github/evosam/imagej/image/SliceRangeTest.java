package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceRangeTest {

  @Test
  void readsAllNumberAndRange() {
    assertThat(SliceRange.parse(" All ")).isEqualTo(SliceRange.ALL);
    assertThat(SliceRange.parse("5")).isEqualTo(new SliceRange(5, 5));
    assertThat(SliceRange.parse("2 - 7")).isEqualTo(new SliceRange(2, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "5", "2-7"})
  void textIsReadBack(String text) {
    assertThat(SliceRange.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "7-2", "0-3", "x", "3,5", "-4", "1-2-3", "99999999999"})
  void refusesOtherTextAndNamesTheRule(String text) {
    assertThatThrownBy(() -> SliceRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(slices must be|slice range A-B needs).*came");
  }

  @Test
  void countsSlicesThenFramesInTheCurrentChannel() {
    ImagePlus image = IJ.createHyperStack("h", 2, 2, 2, 3, 2, 8);
    image.setPositionWithoutUpdate(2, 1, 1);

    assertThat(SliceRange.ALL.positions(image)).hasSize(6);
    assertThat(SliceRange.parse("3-4").positions(image))
        .containsExactly(new StackPosition(2, 3, 1), new StackPosition(2, 1, 2));
  }

  @Test
  void rangePastTheEndNamesWhatThereIs() {
    ImagePlus image = IJ.createImage("cells", "8-bit", 2, 2, 12);

    assertThatThrownBy(() -> SliceRange.parse("2-70").positions(image))
        .hasMessageContainingAll("2-70", "'cells'", "12", "1-12");
  }
}
