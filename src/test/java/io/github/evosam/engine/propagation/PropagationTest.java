package io.github.evosam.engine.propagation;

import static io.github.evosam.engine.propagation.PaintedSlices.box;
import static io.github.evosam.engine.propagation.PaintedSlices.painted;
import static io.github.evosam.engine.propagation.PaintedSlices.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.evosam.geometry.BoxPrompt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropagationTest {
  private static final int[][] EMPTY = slice();

  @Test
  void anObjectKeepsItsNumberOnAllSlicesThatItCrosses() {
    PaintedSlices stack = drifting(8);
    MemoryLabels labels = run(stack, List.of(seed(7, 3, 13, 10, 22, 19)));
    for (int z = 0; z < 8; z++) {
      assertThat(labels.of(7, z)).as("slice %d", z).isEqualTo(painted(at(z)));
      assertThat(labels.read(z).masks()).containsOnlyKeys(7);
    }
  }

  @Test
  void eachSliceIsLookedAtOnce() {
    PaintedSlices stack = drifting(6);
    run(stack, List.of(seed(1, 2, 12, 10, 21, 19)));
    assertThat(stack.asked()).containsExactly(2, 3, 4, 5, 1, 0);
  }

  @Test
  void anObjectEndsWhereNothingStandsOutAnyMoreThoughTheModelSeesIt() {
    int[][] here = slice(box(10, 10, 19, 19));
    PaintedSlices stack = PaintedSlices.of(EMPTY, EMPTY, here, here, EMPTY, EMPTY);
    MemoryLabels labels = labels(stack);
    PropagationReport report = run(stack, labels, List.of(seed(1, 2, 10, 10, 19, 19)), Map.of());
    assertThat(labels.slicesOf(1)).containsExactly(2, 3);
    assertThat(report.ends())
        .containsExactlyInAnyOrder(
            new PathEnd(1, 4, PathEnd.Reason.FADED), new PathEnd(1, 1, PathEnd.Reason.FADED));
  }

  @Test
  void anObjectEndsWhereTheModelIsUnsure() {
    PaintedSlices stack = drifting(4).sure(0.29);
    MemoryLabels labels = labels(stack);
    PropagationReport report = run(stack, labels, List.of(seed(1, 0, 10, 10, 19, 19)), Map.of());
    assertThat(labels.slicesOf(1)).containsExactly(0);
    assertThat(report.ends()).contains(new PathEnd(1, 1, PathEnd.Reason.UNSURE));
  }

  @Test
  void anObjectEndsWhereTheMaskJumps() {
    PaintedSlices stack = drifting(4).shifted(6);
    MemoryLabels labels = labels(stack);
    PropagationReport report = run(stack, labels, List.of(seed(1, 0, 10, 10, 19, 19)), Map.of());
    assertThat(labels.slicesOf(1)).containsExactly(0);
    assertThat(report.ends()).contains(new PathEnd(1, 1, PathEnd.Reason.MOVED_AWAY));
  }

  @Test
  void anObjectEndsWhereTooFewPixelsAreLeft() {
    PaintedSlices stack =
        PaintedSlices.of(
            slice(box(10, 10, 15, 15)), slice(box(10, 10, 13, 13)), slice(box(10, 10, 12, 12)));
    MemoryLabels labels = labels(stack);
    PropagationReport report = run(stack, labels, List.of(seed(1, 0, 10, 10, 15, 15)), Map.of());
    assertThat(labels.slicesOf(1)).as("9 pixels are fewer than 10").containsExactly(0, 1);
    assertThat(report.ends()).contains(new PathEnd(1, 2, PathEnd.Reason.VANISHED));
  }

  @Test
  void anObjectThatSplitsKeepsItsNumberInAllParts() {
    int[][] whole = slice(box(10, 10, 29, 19));
    int[][] parts = slice(box(10, 10, 18, 19), box(21, 10, 29, 19));
    int[][] left = slice(box(10, 10, 18, 19));
    PaintedSlices stack = PaintedSlices.of(whole, parts, parts, left, left);
    MemoryLabels labels = run(stack, List.of(seed(3, 0, 10, 10, 29, 19)));
    assertThat(labels.of(3, 2)).isEqualTo(painted(parts));
    assertThat(labels.of(3, 4)).as("one part has ended").isEqualTo(painted(left));
  }

  @Test
  void whereObjectsOverlapTheLowestNumberHasThePixelWhateverTheOrder() {
    PaintedSlices stack = drifting(3);
    Seed first = seed(2, 1, 11, 10, 20, 19);
    Seed second = seed(5, 1, 11, 10, 20, 19);
    for (List<Seed> order : List.of(List.of(first, second), List.of(second, first))) {
      MemoryLabels labels = run(stack, order);
      assertThat(labels.slicesOf(2)).containsExactly(0, 1, 2);
      assertThat(labels.slicesOf(5)).isEmpty();
    }
  }

  @Test
  void aDirectionLeavesTheOtherSlicesAlone() {
    PaintedSlices stack = drifting(6);
    List<Seed> seeds = List.of(seed(1, 3, 13, 10, 22, 19));
    Map<Direction, List<Integer>> expected =
        Map.of(Direction.FORWARD, List.of(3, 4, 5), Direction.BACKWARD, List.of(0, 1, 2, 3));
    expected.forEach(
        (direction, slices) -> {
          MemoryLabels labels = labels(stack);
          new Propagation(stack, StopRule.DEFAULT, new Span(0, 5), direction)
              .run(seeds, Map.of(), labels, share -> {});
          assertThat(labels.slicesOf(1)).as("%s", direction).isEqualTo(slices);
        });
  }

  @Test
  void aSpanIsNotLeft() {
    PaintedSlices stack = drifting(6);
    MemoryLabels labels = labels(stack);
    PropagationReport report =
        new Propagation(stack, StopRule.DEFAULT, new Span(2, 4), Direction.BOTH)
            .run(List.of(seed(1, 3, 13, 10, 22, 19)), Map.of(), labels, share -> {});
    assertThat(labels.slicesOf(1)).containsExactly(2, 3, 4);
    assertThat(report.ends())
        .containsExactlyInAnyOrder(
            new PathEnd(1, 5, PathEnd.Reason.BORDER), new PathEnd(1, 1, PathEnd.Reason.BORDER));
  }

  /** The slices nearest to a correction are its own; those nearest to the first prompt stay. */
  @Test
  void aCorrectionChangesWhatItIsNearestTo() {
    PaintedSlices stack = twoColumns(9);
    MemoryLabels labels = run(stack, List.of(seed(1, 1, 5, 5, 14, 14)));
    run(stack, labels, List.of(seed(1, 6, 30, 5, 39, 14)), Map.of(1, Set.of(1)));
    for (int z = 0; z < 9; z++) {
      int[] now = z <= 3 ? box(5, 5, 14, 14) : box(30, 5, 39, 14);
      assertThat(labels.of(1, z)).as("slice %d", z).isEqualTo(painted(now));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void correctionsInAnyOrderAreAsGoodAsAllPromptsAtOnce(long seed) {
    PaintedSlices stack = twoColumns(12);
    Random random = new Random(seed);
    List<Seed> all = new ArrayList<>();
    for (int slice : List.of(0, 3, 4, 9, 11)) {
      boolean left = random.nextBoolean();
      all.add(left ? seed(1, slice, 5, 5, 14, 14) : seed(1, slice, 30, 5, 39, 14));
    }
    MemoryLabels atOnce = run(stack, all);
    Collections.shuffle(all, random);
    MemoryLabels oneByOne = labels(stack);
    List<Integer> known = new ArrayList<>();
    for (Seed next : all) {
      run(stack, oneByOne, List.of(next), known.isEmpty() ? Map.of() : Map.of(1, known));
      known.add(next.slice());
    }
    assertThat(oneByOne.values()).containsExactlyElementsOf(atOnce.values());
  }

  @Test
  void aCorrectionLeavesOtherObjectsAlone() {
    PaintedSlices stack = twoColumns(5);
    MemoryLabels labels = run(stack, List.of(seed(1, 2, 5, 5, 14, 14), seed(2, 2, 30, 5, 39, 14)));
    run(stack, labels, List.of(seed(1, 2, 5, 5, 14, 9)), Map.of(1, Set.of(2)));
    assertThat(labels.slicesOf(2)).containsExactly(0, 1, 2, 3, 4);
    assertThat(labels.of(1, 2)).isEqualTo(painted(box(5, 5, 14, 9)));
  }

  @Test
  void whatIsSaidToBeAbsentEndsThereAndBeyond() {
    PaintedSlices stack = drifting(8);
    MemoryLabels labels = run(stack, List.of(seed(1, 2, 12, 10, 21, 19)));
    Seed absent = new Seed(1, 5, List.of());
    run(stack, labels, List.of(absent), Map.of(1, Set.of(2)));
    assertThat(labels.slicesOf(1)).containsExactly(0, 1, 2, 3, 4);
    MemoryLabels atOnce = labels(stack);
    PropagationReport report =
        run(stack, atOnce, List.of(seed(1, 2, 12, 10, 21, 19), absent), Map.of());
    assertThat(atOnce.values()).containsExactlyElementsOf(labels.values());
    assertThat(report.ends()).contains(new PathEnd(1, 5, PathEnd.Reason.SAID_ABSENT));
  }

  @Test
  void progressRisesToOneAndCanEndTheRun() {
    PaintedSlices stack = drifting(4);
    List<Double> shares = new ArrayList<>();
    new Propagation(stack, StopRule.DEFAULT, new Span(0, 3), Direction.BOTH)
        .run(List.of(seed(1, 1, 11, 10, 20, 19)), Map.of(), labels(stack), shares::add);
    assertThat(shares).isSorted().last().isEqualTo(1.0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Propagation(stack, StopRule.DEFAULT, new Span(0, 3), Direction.BOTH)
                    .run(
                        List.of(seed(1, 1, 11, 10, 20, 19)),
                        Map.of(),
                        labels(stack),
                        share -> {
                          throw new IllegalArgumentException("cancelled");
                        }))
        .withMessage("cancelled");
  }

  @Test
  void promptsThatMakeNoSenseAreRefused() {
    PaintedSlices stack = drifting(4);
    Seed here = seed(1, 1, 11, 10, 20, 19);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(stack, List.of(here, here)))
        .withMessageContaining("Object 1 is shown twice on slice 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Propagation(stack, StopRule.DEFAULT, new Span(2, 3), Direction.BOTH)
                    .run(List.of(here), Map.of(), labels(stack), share -> {}))
        .withMessageContaining("slice 2, which is not among the slices 3-4");
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed(0, 1, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new StopRule(0, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StopRule(1, 1.5, 0, 0))
        .withMessageContaining("predicted IoU")
        .withMessageContaining("1.5");
  }

  private static MemoryLabels run(PaintedSlices stack, List<Seed> seeds) {
    MemoryLabels labels = labels(stack);
    run(stack, labels, seeds, Map.of());
    return labels;
  }

  private static PropagationReport run(
      PaintedSlices stack,
      MemoryLabels labels,
      List<Seed> seeds,
      Map<Integer, ? extends java.util.Collection<Integer>> kept) {
    return new Propagation(stack, StopRule.DEFAULT, new Span(0, stack.count() - 1), Direction.BOTH)
        .run(seeds, kept, labels, share -> {});
  }

  private static MemoryLabels labels(PaintedSlices stack) {
    return new MemoryLabels(PaintedSlices.SIZE, stack.count());
  }

  private static Seed seed(int object, int slice, int x0, int y0, int x1, int y1) {
    return new Seed(object, slice, List.of(new BoxPrompt(x0, y0, x1, y1)));
  }

  /** A square that moves a pixel from slice to slice. */
  private static PaintedSlices drifting(int count) {
    int[][][] slices = new int[count][][];
    for (int z = 0; z < count; z++) {
      slices[z] = slice(at(z));
    }
    return PaintedSlices.of(slices);
  }

  private static int[] at(int z) {
    return box(10 + z, 10, 19 + z, 19);
  }

  /** Two squares that stay where they are. */
  private static PaintedSlices twoColumns(int count) {
    int[][][] slices = new int[count][][];
    java.util.Arrays.fill(slices, slice(box(5, 5, 14, 14), box(30, 5, 39, 14)));
    return PaintedSlices.of(slices);
  }
}
