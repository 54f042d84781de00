package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import org.junit.jupiter.api.Test;

class InstanceMatchingTest {
  @Test
  void objectsAreMatchedWhateverTheirNumbers() {
    InstanceMatching matching = matching("1110 2222 0033", "7770 0900 0055"); // IoU 1, 1/4, 1
    assertThat(matching.found()).isEqualTo(3);
    assertThat(matching.truth()).isEqualTo(3);
    assertThat(matching.truePositives(50)).isEqualTo(2);
    assertThat(matching.truePositives(100)).isEqualTo(2);
  }

  @Test
  void anOverlapCountsFromItsOwnThresholdOn() {
    InstanceMatching matching = matching("1111 1110 0000", "2222 2222 2200"); // 7 of 10
    assertThat(matching.truePositives(70)).isEqualTo(1);
    assertThat(matching.truePositives(75)).isZero();
  }

  @Test
  void ofTwoHalvesOnlyOneIsTheObject() {
    InstanceMatching matching = matching("1122 0000 0000", "3333 0000 0000");
    assertThat(matching.truePositives(50)).isEqualTo(1);
    assertThat(matching.truePositives(55)).isZero();
  }

  @Test
  void aSplitAndAMergedObjectAreNotFound() {
    assertThat(matching("1111 0000 2222", "5555 5555 5555").truePositives(50)).isZero();
    assertThat(matching("1111 1111 1111", "5555 0000 6666").truePositives(50)).isZero();
  }

  @Test
  void withoutObjectsNothingIsMatched() {
    assertThat(matching("0000", "0000")).isEqualTo(new InstanceMatching(0, 0, java.util.List.of()));
    assertThat(matching("0000", "1111").truth()).isEqualTo(1);
  }

  @Test
  void otherSizesAreRefused() {
    assertThatThrownBy(() -> matching("0000", "0000 0000"))
        .hasMessageContaining("4 x 1")
        .hasMessageContaining("4 x 2");
  }

  private static InstanceMatching matching(String found, String truth) {
    return InstanceMatching.of(labels(found), labels(truth));
  }

  private static LabelMap labels(String rows) {
    int[] labels = rows.chars().filter(c -> c != ' ').map(c -> c - '0').toArray();
    return LabelMap.of(new ImageSize(4, labels.length / 4), labels);
  }
}
