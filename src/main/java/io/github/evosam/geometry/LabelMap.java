package io.github.evosam.geometry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Immutable instance labels of an image: 0 background, positive numbers one object each. Made of
 * the masks of a big image, it takes memory for the objects alone.
 */
public final class LabelMap {
  private final ImageSize size;
  private final LabelPixels pixels;

  private LabelMap(ImageSize size, LabelPixels pixels) {
    this.size = size;
    this.pixels = pixels;
  }

  private LabelMap(ImageSize size, int[] labels) {
    this(size, new LabelPixels.Dense(labels));
  }

  /**
   * Labels from row-major integers {@code [H, W]}, copied.
   *
   * @throws IllegalArgumentException if the number of pixels differs or a label is negative
   */
  public static LabelMap of(ImageSize size, int[] labels) {
    if (labels.length != size.area()) {
      throw new IllegalArgumentException(
          "Labels of %s need %d pixels, but %d came".formatted(size, size.area(), labels.length));
    }
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("Labels are 0 or positive, but " + label + " came");
      }
    }
    return new LabelMap(size, labels.clone());
  }

  /**
   * Numbers masks 1..N in their order; where two overlap, the earlier one keeps the pixel.
   *
   * @throws IllegalArgumentException if a mask has another size
   */
  public static LabelMap of(ImageSize size, List<Mask> masks) {
    return of(size, masks, IntStream.rangeClosed(1, masks.size()).toArray());
  }

  /**
   * The labels of masks; where two overlap, the one of the lower number keeps the pixel.
   *
   * @param masks each by its number, which is positive
   * @throws IllegalArgumentException if a mask has another size
   */
  public static LabelMap of(ImageSize size, SortedMap<Integer, Mask> masks) {
    int[] numbers = masks.keySet().stream().mapToInt(Integer::intValue).toArray();
    return of(size, List.copyOf(masks.values()), numbers);
  }

  private static LabelMap of(ImageSize size, List<Mask> masks, int[] numbers) {
    for (Mask mask : masks) {
      if (!mask.size().equals(size)) {
        throw new IllegalArgumentException("A mask of " + mask.size() + " does not fit " + size);
      }
    }
    return new LabelMap(
        size, size.isBig() ? LabelRuns.of(masks, numbers) : drawn(size, masks, numbers));
  }

  /** The labels of masks, a number for each pixel. */
  static LabelPixels drawn(ImageSize size, List<Mask> masks, int[] numbers) {
    int[] labels = new int[Math.toIntExact(size.area())];
    for (int i = 0; i < numbers.length; i++) {
      draw(masks.get(i), numbers[i], labels);
    }
    return new LabelPixels.Dense(labels);
  }

  private static void draw(Mask mask, int number, int[] labels) {
    mask.forEachRun(
        (start, end) -> {
          for (int i = start; i < end; i++) {
            if (labels[i] == 0) {
              labels[i] = number;
            }
          }
        });
  }

  /** Width and height. */
  public ImageSize size() {
    return size;
  }

  /** Label of pixel (x, y). */
  public int at(int x, int y) {
    return pixels.at(y * size.width() + x);
  }

  /** Copies the labels of row y, from left to right; the array must be as long as a row. */
  public void row(int y, int[] into) {
    pixels.copy(y * size.width(), into);
  }

  /** A copy of the labels, row-major {@code [H, W]}. */
  public int[] toArray() {
    int[] labels = new int[Math.toIntExact(size.area())];
    pixels.copy(0, labels);
    return labels;
  }

  /** The largest label, 0 if there is no object. */
  public int maxLabel() {
    return pixels.max();
  }

  /** One mask per label that occurs, by rising label. */
  public Map<Integer, Mask> masks() {
    Map<Integer, RunList> runs = new TreeMap<>();
    forEachRun(
        (label, start, end) -> runs.computeIfAbsent(label, first -> new RunList()).add(start, end));
    Map<Integer, Mask> masks = new TreeMap<>();
    runs.forEach((label, of) -> masks.put(label, Mask.ofRuns(size, of.toArray())));
    return masks;
  }

  private interface RunConsumer {
    /** Takes the pixels {@code [start, end)} of a row, all of one label that is not 0. */
    void accept(int label, int start, int end);
  }

  private void forEachRun(RunConsumer consumer) {
    int[] row = new int[size.width()];
    for (int y = 0; y < size.height(); y++) {
      row(y, row);
      int end;
      for (int x = 0; x < row.length; x = end) {
        end = x + 1;
        while (end < row.length && row[end] == row[x]) {
          end++;
        }
        if (row[x] > 0) {
          consumer.accept(row[x], y * row.length + x, y * row.length + end);
        }
      }
    }
  }

  /**
   * The rectangle whose top-left pixel is (x, y); background where it reaches over the image's
   * edge.
   */
  public LabelMap crop(int x, int y, ImageSize region) {
    int[] cropped = new int[Math.toIntExact(region.area())];
    for (int i = 0; i < cropped.length; i++) {
      int column = x + i % region.width();
      int row = y + i / region.width();
      boolean inside = column >= 0 && row >= 0 && column < size.width() && row < size.height();
      cropped[i] = inside ? at(column, row) : 0;
    }
    return new LabelMap(region, cropped);
  }

  /** The labels at another size, each pixel that of the nearest one. */
  public LabelMap nearest(ImageSize target) {
    int[] labels = new int[Math.toIntExact(target.area())];
    int[] row = new int[size.width()];
    for (int y = 0; y < target.height(); y++) {
      row((int) ((y + 0.5) * size.height() / target.height()), row);
      for (int x = 0; x < target.width(); x++) {
        labels[y * target.width() + x] = row[(int) ((x + 0.5) * row.length / target.width())];
      }
    }
    return new LabelMap(target, labels);
  }

  /** Everything that is not background. */
  public Mask foreground() {
    RunList runs = new RunList();
    forEachRun((label, start, end) -> runs.add(start, end));
    return Mask.ofRuns(size, runs.toArray());
  }

  /** The 8-connected components of a mask, numbered 1..N by their first pixel in row order. */
  public static LabelMap components(Mask mask) {
    ImageSize size = mask.size();
    if (size.isBig()) {
      return of(size, ComponentScan.parts(mask));
    }
    int[] labels = new int[Math.toIntExact(size.area())];
    BitSet open = mask.toBitSet();
    int number = 0;
    for (int start = open.nextSetBit(0); start >= 0; start = open.nextSetBit(start)) {
      flood(size, open, start, ++number, labels);
    }
    return new LabelMap(size, labels);
  }

  private static void flood(ImageSize size, BitSet open, int start, int number, int[] labels) {
    List<Integer> queue = new ArrayList<>(List.of(start));
    open.clear(start);
    while (!queue.isEmpty()) {
      int pixel = queue.remove(queue.size() - 1);
      labels[pixel] = number;
      int x = pixel % size.width();
      int y = pixel / size.width();
      for (int ny = Math.max(0, y - 1); ny <= Math.min(size.height() - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(size.width() - 1, x + 1); nx++) {
          int neighbour = ny * size.width() + nx;
          if (open.get(neighbour)) {
            open.clear(neighbour);
            queue.add(neighbour);
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return "LabelMap[" + size + ", labels to " + maxLabel() + "]";
  }
}
