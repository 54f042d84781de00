package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.LabelMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;

/**
 * Use case: objects that were found on each slice by itself become objects in 3D. Two objects of
 * neighbouring slices (or frames, at the same slice) are linked if they share at least half of the
 * smaller one's pixels, and whatever hangs together by links is one object: the connected
 * components of that graph. The numbers are 1..N in the order in which the objects first appear, by
 * plane, then by the number on the plane. An object may so split and merge on its way.
 *
 * @param grid how the planes lie
 * @param span planes to look at
 */
public record ObjectLinking(SliceGrid grid, Span span) {
  /**
   * Part of the smaller one's pixels that two objects of neighbouring slices share if they are one.
   */
  private static final double LEAST_SHARE = 0.5;

  /**
   * Finds and links objects. Each plane is searched once, in rising order; as many planes of labels
   * as a frame has are kept in memory, one if there is only one frame.
   *
   * @param search the objects of a plane, each with a number of its own
   * @param labels take the result; a failure leaves them half done
   * @param progress hears of the share done, 0..1; what it throws ends the run
   * @return number of objects
   * @throws IllegalArgumentException if there are more objects than labels can tell apart
   */
  public int run(IntFunction<LabelMap> search, LabelStack labels, DoubleConsumer progress) {
    UnionFind numbers = new UnionFind();
    Deque<Numbered> window = new ArrayDeque<>();
    for (int plane = span.first(); plane <= span.last(); plane++) {
      Numbered now = numbered(plane, search.apply(plane), window, numbers);
      labels.write(plane, now.renumbered(numbers));
      window.addLast(now);
      if (window.size() > (grid.frames() > 1 ? grid.slices() : 1)) {
        window.removeFirst();
      }
      progress.accept((plane - span.first() + 1.0) / span.length());
    }
    return settle(numbers, labels);
  }

  /**
   * A plane whose objects have numbers of the stack.
   *
   * @param plane its index
   * @param labels as they were found
   * @param areas pixels of each label
   * @param numbers of the stack, by label
   */
  private record Numbered(
      int plane, LabelMap labels, Map<Integer, Integer> areas, Map<Integer, Integer> numbers) {

    LabelMap renumbered(UnionFind sets) {
      int[] pixels = labels.toArray();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = pixels[i] == 0 ? 0 : sets.lowest(numbers.get(pixels[i]));
      }
      return LabelMap.of(labels.size(), pixels);
    }
  }

  private Numbered numbered(int plane, LabelMap found, Deque<Numbered> window, UnionFind numbers) {
    Map<Integer, Integer> areas = new TreeMap<>();
    for (int label : found.toArray()) {
      if (label > 0) {
        areas.merge(label, 1, Integer::sum);
      }
    }
    Map<Integer, Integer> own = new HashMap<>();
    Numbered now = new Numbered(plane, found, areas, own);
    for (Numbered before : window) {
      if (grid.before(plane).contains(before.plane())) {
        link(before, now, numbers);
      }
    }
    for (int label : areas.keySet()) {
      own.computeIfAbsent(label, l -> fresh(numbers));
    }
    return now;
  }

  private static int fresh(UnionFind numbers) {
    if (numbers.count() == LabelStack.LARGEST_LABEL) {
      throw new IllegalArgumentException(
          "There are more than %d objects, which 16-bit labels cannot tell apart; take fewer slices or a part of the image"
              .formatted(LabelStack.LARGEST_LABEL));
    }
    return numbers.add();
  }

  private void link(Numbered before, Numbered now, UnionFind numbers) {
    int[] a = before.labels().toArray();
    int[] b = now.labels().toArray();
    Map<Long, Integer> common = new TreeMap<>();
    for (int i = 0; i < a.length; i++) {
      if (a[i] > 0 && b[i] > 0) {
        common.merge((long) b[i] << 32 | a[i], 1, Integer::sum);
      }
    }
    common.forEach(
        (pair, pixels) -> {
          int earlier = (int) (long) pair;
          int later = (int) (pair >> 32);
          int smaller = Math.min(before.areas().get(earlier), now.areas().get(later));
          if (pixels >= LEAST_SHARE * smaller) {
            join(before.numbers().get(earlier), later, now, numbers);
          }
        });
  }

  private static void join(int number, int later, Numbered now, UnionFind numbers) {
    Integer own = now.numbers().putIfAbsent(later, number);
    if (own != null) {
      numbers.join(own, number);
    }
  }

  /** Gives all planes their final numbers, now that all links are known. */
  private int settle(UnionFind numbers, LabelStack labels) {
    int[] ranks = numbers.ranks();
    int objects = 0;
    boolean changed = false;
    for (int i = 1; i < ranks.length; i++) {
      objects = Math.max(objects, ranks[i]);
      changed |= ranks[i] != i;
    }
    for (int plane = span.first(); changed && plane <= span.last(); plane++) {
      LabelMap before = labels.read(plane);
      int[] pixels = before.toArray();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = ranks[pixels[i]];
      }
      labels.write(plane, LabelMap.of(before.size(), pixels));
    }
    return objects;
  }
}
