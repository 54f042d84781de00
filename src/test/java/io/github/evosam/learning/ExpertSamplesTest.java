package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.task.WorkingScale;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn of training images. */
class ExpertSamplesTest {
  private static final int SIDE = 512;

  private static ExpertSamples squareOf(int side) {
    ImageSize size = new ImageSize(SIDE, SIDE);
    int[] labels = new int[SIDE * SIDE];
    for (int i = 0; i < side * side; i++) {
      labels[(400 + i / side) * SIDE + 30 + i % side] = 1;
    }
    Plane plane = new Plane(size, new float[Plane.CHANNELS * SIDE * SIDE]);
    return new ExpertSamples(List.of(new LabelledPlane(plane, LabelMap.of(size, labels))), 64);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void oneSmallObjectInALargeImageIsFound(long seed) {
    // a tile is a hundredth of the image: twenty at random would miss the object mostly
    ExpertSamples.Sample sample =
        squareOf(20).draw(0, new WorkingScale(51), new SplittableRandom(seed));
    assertThat(sample.objects()).isNotEmpty();
  }

  @Test
  void whatIsBelowStaysThereInWholeImagesOnly() {
    assertThat(quartersOf(WorkingScale.whole(SIDE))).containsExactlyInAnyOrder("SW", "SE");
    assertThat(quartersOf(new WorkingScale(SIDE)))
        .containsExactlyInAnyOrder("NW", "NE", "SW", "SE");
  }

  /** Where a square from the lower left is found in what is drawn. */
  private static Set<String> quartersOf(WorkingScale scale) {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> quarters = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      ExpertSamples.Sample sample = squareOf(80).draw(0, scale, random);
      BoxPrompt box = sample.foreground().boundingBox().orElseThrow();
      boolean isNorth = box.y0() + box.y1() < 64;
      boolean isWest = box.x0() + box.x1() < 64;
      quarters.add((isNorth ? "N" : "S") + (isWest ? "W" : "E"));
    }
    return quarters;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void anObjectThatIsTooSmallAtThisSizeIsLookedAtLarger(int side) {
    ExpertSamples samples = squareOf(side);
    for (long seed = 1; seed <= 20; seed++) {
      ExpertSamples.Sample sample =
          samples.draw(0, new WorkingScale(SIDE), new SplittableRandom(seed));
      assertThat(sample.objects()).as("seed %d", seed).isNotEmpty();
      assertThat(sample.objects().get(0).areaPixels()).isGreaterThanOrEqualTo(24);
    }
  }

  @Test
  void anImageWithoutObjectsIsRefused() {
    Plane plane = BrightSquare.at(10, 10).plane();
    LabelMap nothing = LabelMap.of(plane.size(), new int[Math.toIntExact(plane.size().area())]);
    ExpertSamples samples = new ExpertSamples(List.of(new LabelledPlane(plane, nothing)), 64);
    WorkingScale scale = new WorkingScale(64);
    assertThatThrownBy(() -> samples.draw(0, scale, new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image 1");
  }
}
