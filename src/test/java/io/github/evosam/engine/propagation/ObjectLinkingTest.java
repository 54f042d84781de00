package io.github.evosam.engine.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLinkingTest {
  private static final ImageSize LINE = new ImageSize(12, 1);

  @Test
  void objectsThatOverlapByHalfOfTheSmallerAreOne() {
    MemoryLabels labels = link(new SliceGrid(3, 1), "110022220000", "111100002200", "000000002220");
    assertThat(text(labels)).containsExactly("110022220000", "111100003300", "000000003330");
  }

  @Test
  void objectsMayMergeAndSplit() {
    MemoryLabels labels = link(new SliceGrid(3, 1), "110022000000", "111111000000", "110022000033");
    assertThat(text(labels)).containsExactly("110011000000", "111111000000", "110011000022");
  }

  @Test
  void aNumberIsNotSharedThroughAnEmptySlice() {
    MemoryLabels labels = link(new SliceGrid(3, 1), "110000000000", "000000000000", "110000000000");
    assertThat(text(labels)).containsExactly("110000000000", "000000000000", "220000000000");
  }

  @Test
  void framesAreLinkedAtTheSameSlice() {
    MemoryLabels labels =
        link(new SliceGrid(2, 2), "110000000000", "000000220000", "110000330000", "000000110022");
    assertThat(text(labels))
        .as("the last slice of a frame is no neighbour of the next frame's first")
        .containsExactly("110000000000", "000000220000", "110000220000", "000000220033");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void numbersAreTheConnectedComponentsOfTheLinks(long seed) {
    Random random = new Random(seed);
    SliceGrid grid = new SliceGrid(4, 3);
    ImageSize size = new ImageSize(16, 9);
    List<LabelMap> found = new ArrayList<>();
    for (int plane = 0; plane < grid.slices() * grid.frames(); plane++) {
      int[] pixels = new int[Math.toIntExact(size.area())];
      for (int object = 1; object <= 6; object++) {
        int x = random.nextInt(14);
        int y = random.nextInt(7);
        for (int i = 0; i < 9; i++) {
          pixels[Math.min(8, y + i / 3) * 16 + Math.min(15, x + i % 3)] = object;
        }
      }
      found.add(LabelMap.of(size, pixels));
    }
    MemoryLabels labels = new MemoryLabels(size, grid.slices() * grid.frames());
    int count =
        new ObjectLinking(grid, new Span(0, grid.slices() * grid.frames() - 1))
            .run(found::get, labels, share -> {});
    Map<List<Integer>, Integer> expected = components(grid, found);
    assertThat(count).isEqualTo(new LinkedHashSet<>(expected.values()).size());
    for (int plane = 0; plane < grid.slices() * grid.frames(); plane++) {
      int[] before = found.get(plane).toArray();
      int[] now = labels.read(plane).toArray();
      for (int i = 0; i < now.length; i++) {
        int number = before[i] == 0 ? 0 : expected.get(List.of(plane, before[i]));
        assertThat(now[i]).as("plane %d, pixel %d", plane, i).isEqualTo(number);
      }
    }
  }

  /** By a search over all pairs: number of each (plane, label). */
  private static Map<List<Integer>, Integer> components(SliceGrid grid, List<LabelMap> found) {
    List<List<Integer>> nodes = new ArrayList<>();
    for (int plane = 0; plane < found.size(); plane++) {
      for (int label : found.get(plane).masks().keySet()) {
        nodes.add(List.of(plane, label));
      }
    }
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    int count = 0;
    for (List<Integer> start : nodes) {
      if (!numbers.containsKey(start)) {
        count++;
        Deque<List<Integer>> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
          List<Integer> node = open.pop();
          if (numbers.putIfAbsent(node, count) == null) {
            nodes.stream().filter(other -> isLinked(grid, found, node, other)).forEach(open::push);
          }
        }
      }
    }
    return numbers;
  }

  private static boolean isLinked(
      SliceGrid grid, List<LabelMap> found, List<Integer> a, List<Integer> b) {
    int first = Math.min(a.get(0), b.get(0));
    int second = Math.max(a.get(0), b.get(0));
    boolean inZ = second - first == 1 && second % grid.slices() > 0;
    boolean inTime = second - first == grid.slices();
    if (!inZ && !inTime) {
      return false;
    }
    var one = found.get(a.get(0)).masks().get(a.get(1));
    var other = found.get(b.get(0)).masks().get(b.get(1));
    int smaller = Math.min(one.areaPixels(), other.areaPixels());
    return 2 * one.intersectionPixels(other) >= smaller;
  }

  @Test
  void onlyTheSpanIsSearched() {
    MemoryLabels labels = new MemoryLabels(LINE, 4);
    Set<Integer> searched = new LinkedHashSet<>();
    int count =
        new ObjectLinking(new SliceGrid(4, 1), new Span(1, 2))
            .run(
                plane -> {
                  searched.add(plane);
                  return line("110000000000");
                },
                labels,
                share -> {});
    assertThat(searched).containsExactly(1, 2);
    assertThat(count).isEqualTo(1);
    assertThat(text(labels))
        .containsExactly("000000000000", "110000000000", "110000000000", "000000000000");
  }

  private static MemoryLabels link(SliceGrid grid, String... slices) {
    MemoryLabels labels = new MemoryLabels(LINE, slices.length);
    new ObjectLinking(grid, new Span(0, slices.length - 1))
        .run(plane -> line(slices[plane]), labels, share -> {});
    return labels;
  }

  private static LabelMap line(String text) {
    return LabelMap.of(LINE, text.chars().map(c -> c - '0').toArray());
  }

  private static List<String> text(MemoryLabels labels) {
    List<String> lines = new ArrayList<>();
    for (int[] slice : labels.values()) {
      StringBuilder line = new StringBuilder();
      for (int label : slice) {
        line.append(label);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
