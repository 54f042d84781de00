package io.github.evosam.engine.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.EmbeddedSegmenter;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that ships inside, on a noisy bright ball that ends within the stack. */
class SegmenterSlicesTest {
  private static final ImageSize SIZE = new ImageSize(128, 128);
  private static final int SLICES = 13;
  private static final int MIDDLE = 6;
  private static final double RADIUS = 22;
  private static final double SLICE_DISTANCE = 4;

  @TempDir private Path folder;

  @Test
  void aBallIsFollowedToItsEndsAndNotBeyond() {
    MemoryLabels labels = new MemoryLabels(SIZE, SLICES);
    List<Integer> read = new ArrayList<>();
    try (Segmenter segmenter = EmbeddedSegmenter.open(folder)) {
      SegmenterSlices slices =
          new SegmenterSlices(
              segmenter,
              SIZE,
              slice -> {
                read.add(slice);
                return plane(slice);
              });
      BoxPrompt box = ball(MIDDLE).boundingBox().orElseThrow();
      new Propagation(slices, StopRule.DEFAULT, new Span(0, SLICES - 1), Direction.BOTH)
          .run(List.of(new Seed(1, MIDDLE, List.of(box))), Map.of(), labels, share -> {});
    }
    assertThat(labels.slicesOf(1)).isEqualTo(slicesOfBall());
    for (int slice : slicesOfBall()) {
      assertThat(dice(labels.of(1, slice), ball(slice))).as("slice %d", slice).isGreaterThan(0.75);
    }
    assertThat(read).as("a slice is read once, and none beyond the end").doesNotHaveDuplicates();
  }

  private static List<Integer> slicesOfBall() {
    List<Integer> slices = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      if (!ball(slice).isEmpty()) {
        slices.add(slice);
      }
    }
    assertThat(slices).as("the ball ends on both sides").doesNotContain(0, SLICES - 1);
    return slices;
  }

  private static Mask ball(int slice) {
    double z = (slice - MIDDLE) * SLICE_DISTANCE;
    BitSet bits = new BitSet();
    for (int i = 0; i < SIZE.area(); i++) {
      double x = i % SIZE.width() - 60;
      double y = i / SIZE.width() - 66;
      bits.set(i, x * x + y * y + z * z < RADIUS * RADIUS);
    }
    return Mask.of(SIZE, bits);
  }

  private static Plane plane(int slice) {
    Random random = new Random(slice);
    BitSet bright = ball(slice).toBitSet();
    float[] values = new float[Math.toIntExact(Plane.CHANNELS * SIZE.area())];
    int pixels = Math.toIntExact(SIZE.area());
    for (int i = 0; i < pixels; i++) {
      float value = (float) ((bright.get(i) ? 160 : 40) + 8 * random.nextGaussian());
      for (int c = 0; c < Plane.CHANNELS; c++) {
        values[c * pixels + i] = value;
      }
    }
    return new Plane(SIZE, values);
  }

  private static double dice(Mask a, Mask b) {
    return 2.0 * a.intersectionPixels(b) / (a.areaPixels() + b.areaPixels());
  }
}
