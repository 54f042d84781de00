package io.github.evosam.engine.propagation;

import static io.github.evosam.engine.propagation.PaintedSlices.box;
import static io.github.evosam.engine.propagation.PaintedSlices.painted;
import static io.github.evosam.engine.propagation.PaintedSlices.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three slices in three frames; the object leaves the first slice and enters the last. */
class SeriesPropagationTest {
  private static final int[] SMALL = box(10, 10, 15, 19);
  private static final int[] LARGE = box(10, 10, 19, 19);
  private static final int[][] EMPTY = slice();
  private static final SliceGrid GRID = new SliceGrid(3, 3);

  private final PaintedSlices stack =
      PaintedSlices.of(
          slice(SMALL),
          slice(LARGE),
          EMPTY,
          slice(SMALL),
          slice(LARGE),
          slice(SMALL),
          EMPTY,
          slice(LARGE),
          slice(SMALL));

  @Test
  void anObjectKeepsItsNumberThroughSlicesAndFrames() {
    MemoryLabels labels = run(Direction.BOTH, List.of(seed(4)));
    assertThat(labels.slicesOf(1)).containsExactly(0, 1, 3, 4, 5, 7, 8);
    assertThat(labels.of(1, 8)).isEqualTo(painted(SMALL));
  }

  @Test
  void theFirstSliceOfAFrameIsNotReachedFromTheLastOfTheOneBefore() {
    PaintedSlices apart = PaintedSlices.of(EMPTY, EMPTY, slice(LARGE), slice(LARGE), EMPTY, EMPTY);
    MemoryLabels labels = new MemoryLabels(PaintedSlices.SIZE, 6);
    series(apart, new SliceGrid(3, 2), Direction.BOTH)
        .run(List.of(seed(2)), Map.of(), labels, share -> {});
    assertThat(labels.slicesOf(1)).containsExactly(2);
  }

  @Test
  void aDirectionIsThatOfTime() {
    assertThat(run(Direction.FORWARD, List.of(seed(4))).slicesOf(1)).containsExactly(3, 4, 5, 7, 8);
    assertThat(run(Direction.BACKWARD, List.of(seed(4))).slicesOf(1))
        .containsExactly(0, 1, 3, 4, 5);
  }

  @Test
  void aCorrectionChangesItsOwnFrame() {
    MemoryLabels labels = run(Direction.BOTH, List.of(seed(4)));
    Seed absent = new Seed(1, 7, List.of());
    series(stack, GRID, Direction.BOTH)
        .run(List.of(absent), Map.of(1, Set.of(4)), labels, share -> {});
    assertThat(labels.slicesOf(1)).containsExactly(0, 1, 3, 4, 5);
  }

  private MemoryLabels run(Direction direction, List<Seed> seeds) {
    MemoryLabels labels = new MemoryLabels(PaintedSlices.SIZE, GRID.slices() * GRID.frames());
    series(stack, GRID, direction).run(seeds, Map.of(), labels, share -> {});
    return labels;
  }

  private static SeriesPropagation series(
      PaintedSlices stack, SliceGrid grid, Direction direction) {
    Span all = new Span(0, grid.slices() * grid.frames() - 1);
    return new SeriesPropagation(new Propagation(stack, StopRule.DEFAULT, all, direction), grid);
  }

  private static Seed seed(int plane) {
    return new Seed(1, plane, List.of(new BoxPrompt(10, 10, 19, 19)));
  }
}
