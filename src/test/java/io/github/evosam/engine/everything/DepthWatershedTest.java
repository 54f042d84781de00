package io.github.evosam.engine.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthWatershedTest {
  private static final ImageSize SIZE = new ImageSize(60, 30);

  /** Two discs of radius 10 that touch, with middles at x 20 and at x 38. */
  private static float[] twoDiscs() {
    float[] depth = new float[60 * 30];
    for (int i = 0; i < depth.length; i++) {
      double left = 1 - Math.hypot(i % 60 - 20, i / 60 - 15) / 10;
      double right = 1 - Math.hypot(i % 60 - 38, i / 60 - 15) / 10;
      depth[i] = (float) Math.max(0, Math.max(left, right));
    }
    return depth;
  }

  private static Mask above(float[] depth) {
    return Mask.above(SIZE, depth, 0);
  }

  @Test
  void touchingDiscsAreTwoObjectsAndLoseNoPixel() {
    float[] depth = twoDiscs();
    List<Mask> objects = new DepthWatershed(SIZE, depth, 0.1).split(above(depth));
    assertThat(objects).hasSize(2);
    assertThat(objects.get(0).intersectionPixels(objects.get(1))).isZero();
    assertThat(objects.stream().mapToInt(Mask::areaPixels).sum())
        .isEqualTo(above(depth).areaPixels());
    assertThat(objects).allSatisfy(m -> assertThat(m.areaPixels()).isBetween(280, 320));
    assertThat(objects).anyMatch(m -> m.contains(20, 15) && !m.contains(38, 15));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 2", "0.85, 2", "0.95, 1"})
  void aSaddleDividesOnlyWhatRisesHighEnoughAboveIt(double leastHeight, int objects) {
    float[] depth = twoDiscs(); // the saddle lies at 0.1
    assertThat(new DepthWatershed(SIZE, depth, leastHeight).split(above(depth))).hasSize(objects);
  }

  @Test
  void basinsOfTheSameDepthBecomeOne() {
    ImageSize square = new ImageSize(2, 2);
    float[] depth = {0, 1, 1, 0.95f}; // the last pixel joins what lies above and left of it
    Mask foreground = Mask.above(square, depth, 0);
    assertThat(new DepthWatershed(square, depth, 0.1).split(foreground))
        .containsExactly(foreground);
  }

  @Test
  void ripplesMakeNoObjects() {
    float[] depth = twoDiscs();
    for (int i = 0; i < depth.length; i++) {
      depth[i] = depth[i] == 0 ? 0 : depth[i] + 0.03f * ((i % 60 + i / 60) % 2);
    }
    assertThat(new DepthWatershed(SIZE, depth, 0.1).split(above(depth))).hasSize(2);
  }

  @Test
  void whatDoesNotTouchIsApartWhateverTheHeight() {
    float[] depth = twoDiscs();
    for (int y = 0; y < 30; y++) {
      depth[y * 60 + 29] = 0;
    }
    Mask foreground = above(depth);
    List<Mask> objects = new DepthWatershed(SIZE, depth, 1).split(foreground);
    assertThat(objects).hasSize(LabelMap.components(foreground).maxLabel()).hasSize(2);
  }

  @Test
  void nothingHoldsNothing() {
    float[] depth = new float[60 * 30];
    assertThat(new DepthWatershed(SIZE, depth, 0.1).split(above(depth))).isEmpty();
  }
}
