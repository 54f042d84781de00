package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.learning.MaskMetrics;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mask that is there already is made larger by a click. */
class MaskCorrectionTest {
  private static final ImageSize SIZE = new ImageSize(240, 200);
  private static final int ROW = 90;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {80, 120, 160})
  void aClickOnTheRestOfAnObjectAddsToWhatWasThere(int centre) {
    Mask object = ellipse(centre, 24, 9);
    Mask start = ellipse(centre, 8, 7);
    try (Segmenter segmenter = EmbeddedSegmenter.open(folder)) {
      segmenter.setImage(bright(object));
      PointPrompt click = new PointPrompt(centre + 18, ROW, true);
      List<MaskProposal> answers =
          segmenter.propose(List.of(new MaskPrompt(start), click), Optional.empty());
      Mask answer = answers.get(0).mask();
      assertThat(answer.intersectionPixels(start)).isGreaterThan(9 * start.areaPixels() / 10);
      assertThat(MaskMetrics.dice(start, object)).isLessThan(0.45);
      assertThat(MaskMetrics.dice(answer, object)).isGreaterThan(0.6);
    }
  }

  private static Mask ellipse(int centre, int radiusX, int radiusY) {
    BitSet bits = new BitSet();
    for (int i = 0; i < SIZE.area(); i++) {
      double x = (i % SIZE.width() - centre) / (double) radiusX;
      double y = (i / SIZE.width() - ROW) / (double) radiusY;
      bits.set(i, x * x + y * y < 1);
    }
    return Mask.of(SIZE, bits);
  }

  private static Plane bright(Mask mask) {
    float[] values = new float[Math.toIntExact(Plane.CHANNELS * SIZE.area())];
    BitSet bits = mask.toBitSet();
    for (int i = 0; i < values.length; i++) {
      values[i] = bits.get(i % Math.toIntExact(SIZE.area())) ? 130 : 60;
    }
    return new Plane(SIZE, values);
  }
}
