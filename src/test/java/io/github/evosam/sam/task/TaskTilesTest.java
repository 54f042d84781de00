package io.github.evosam.sam.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTilesTest {
  private int looks;

  @ParameterizedTest
  @CsvSource({"40, 30, 1", "90, 70, 4", "400, 300, 130"})
  void eachTileIsLookedAtOnce(int width, int height, int least) {
    TaskTiles tiles = tiles(image(width, height), -0.5f);
    List<Double> shares = new ArrayList<>();
    tiles.cut(shares::add);
    assertThat(looks).isEqualTo(Math.min(64, tiles.count())).isEqualTo(shares.size());
    assertThat(tiles.judgedShare()).isEqualTo((double) looks / tiles.count());
    for (int row = 0; row < tiles.tops().size(); row++) {
      for (int column = 0; column < tiles.lefts().size(); column++) {
        assertThat(tiles.logits(row, column)).containsOnly(-0.5f);
      }
    }
    assertThat(looks).isEqualTo(tiles.count()).isGreaterThanOrEqualTo(least);
  }

  /** A third of the tile lies in the image; what is said of the rest does not count. */
  @ParameterizedTest
  @CsvSource({"40, 13", "13, 40"})
  void whatLiesBesideTheImageDoesNotCount(int width, int height) {
    TaskTiles tiles =
        new TaskTiles(
            image(width, height), new WorkingScale(40), tile -> shaded(width, height, 10));
    assertThat(tiles.cut(share -> {})).isBetween(-1.1f, -0.5f);
  }

  /** Likely where the image is, certain beside it. */
  private static float[] shaded(int width, int height, int side) {
    float[] logits = new float[side * side];
    for (int i = 0; i < logits.length; i++) {
      boolean inside = i % side * 4 + 2 < width && i / side * 4 + 2 < height;
      logits[i] = inside ? -0.5f : 6;
    }
    return logits;
  }

  private TaskTiles tiles(PixelSource image, float logit) {
    return new TaskTiles(
        image,
        new WorkingScale(40),
        tile -> {
          looks++;
          float[] logits = new float[100];
          Arrays.fill(logits, logit);
          return logits;
        });
  }

  private static Plane image(int width, int height) {
    return new Plane(new ImageSize(width, height), new float[Plane.CHANNELS * width * height]);
  }
}
