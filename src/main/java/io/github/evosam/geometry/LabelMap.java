package io.github.evosam.geometry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Immutable instance labels of an image: 0 background, positive numbers one object each. */
public final class LabelMap {
  private final ImageSize size;
  private final int[] labels;

  private LabelMap(ImageSize size, int[] labels) {
    this.size = size;
    this.labels = labels;
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
    int[] labels = new int[Math.toIntExact(size.area())];
    int number = 0;
    for (Mask mask : masks) {
      if (!mask.size().equals(size)) {
        throw new IllegalArgumentException("A mask of " + mask.size() + " does not fit " + size);
      }
      draw(mask, ++number, labels);
    }
    return new LabelMap(size, labels);
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
    return labels[y * size.width() + x];
  }

  /** A copy of the labels, row-major {@code [H, W]}. */
  public int[] toArray() {
    return labels.clone();
  }

  /** The largest label, 0 if there is no object. */
  public int maxLabel() {
    int max = 0;
    for (int label : labels) {
      max = Math.max(max, label);
    }
    return max;
  }

  /** One mask per label that occurs, by rising label. */
  public Map<Integer, Mask> masks() {
    Map<Integer, RunList> runs = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 0) {
        runs.computeIfAbsent(labels[i], label -> new RunList()).add(i);
      }
    }
    Map<Integer, Mask> masks = new TreeMap<>();
    runs.forEach((label, of) -> masks.put(label, Mask.ofRuns(size, of.toArray())));
    return masks;
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

  /** Everything that is not background. */
  public Mask foreground() {
    boolean[] foreground = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      foreground[i] = labels[i] > 0;
    }
    return Mask.of(size, foreground);
  }

  /** The 8-connected components of a mask, numbered 1..N by their first pixel in row order. */
  public static LabelMap components(Mask mask) {
    ImageSize size = mask.size();
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
