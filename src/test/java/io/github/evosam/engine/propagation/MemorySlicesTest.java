package io.github.evosam.engine.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.memory.StackPredictor;
import io.github.evosam.sam.network.Sam2Fixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack before a micro SAM 2 with random weights: the way through it, not the quality. */
class MemorySlicesTest {
  private static final ImageSize SIZE = new ImageSize(64, 48);
  private static final int SLICES = 6;
  private static final List<Prompt> BOX = List.of(new BoxPrompt(10, 8, 40, 36));
  private static final StopRule NEVER = new StopRule(1, 0, 0, 0);

  @TempDir private Path folder;

  @Test
  void aStackIsFollowedAsTheMemoryFollowsIt() {
    MemoryLabels labels = new MemoryLabels(SIZE, SLICES);
    List<Integer> read = new ArrayList<>();
    List<Mask> expected = new ArrayList<>();
    try (Segmenter segmenter = sam2();
        SliceModel slices =
            MemorySlices.suited(
                segmenter,
                SIZE,
                SLICES,
                slice -> {
                  read.add(slice);
                  return plane(slice);
                })) {
      assertThat(slices.memory()).isPresent();
      new Propagation(slices, NEVER, new Span(0, SLICES - 1), Direction.BOTH)
          .run(List.of(new Seed(1, 0, BOX)), Map.of(), labels, share -> {});
      try (StackPredictor predictor =
          new StackPredictor(segmenter.model(), SLICES, MemorySlicesTest::plane)) {
        expected.add(predictor.prompt(1, 0, BOX).mask());
        for (int slice = 1; slice < SLICES; slice++) {
          expected.add(predictor.follow(1, slice, true).mask());
        }
      }
    }
    assertThat(labels.of(1, 0).areaPixels()).isPositive();
    for (int slice : labels.slicesOf(1)) {
      assertThat(labels.of(1, slice).intersectionPixels(expected.get(slice)))
          .as("slice %d holds what was answered, without specks", slice)
          .isEqualTo(labels.of(1, slice).areaPixels());
    }
    assertThat(read).as("a slice is read once").doesNotHaveDuplicates();
  }

  @Test
  void modelsWithoutMemoryAreAskedSliceBySlice() {
    Path model = TinyModel.write(folder, 3);
    try (Segmenter segmenter =
            Segmenter.open(
                new BaseModels(folder), model.toString(), "cpu", new ExpertCatalogue(folder));
        SliceModel slices = MemorySlices.suited(segmenter, SIZE, SLICES, MemorySlicesTest::plane)) {
      assertThat(segmenter.followsByMemory()).isFalse();
      assertThat(slices).isInstanceOf(SegmenterSlices.class);
      assertThat(slices.memory()).isEmpty();
    }
  }

  private Segmenter sam2() {
    return Segmenter.open(
        new BaseModels(folder).atInputSide(Sam2Fixture.INPUT_SIDE),
        Sam2Fixture.FILE.toString(),
        "cpu",
        new ExpertCatalogue(folder));
  }

  private static Plane plane(int slice) {
    Random random = new Random(slice);
    float[] values = new float[Math.toIntExact(Plane.CHANNELS * SIZE.area())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(SIZE, values);
  }
}
