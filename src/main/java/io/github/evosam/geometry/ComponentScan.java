package io.github.evosam.geometry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The 8-connected components of a foreground that comes row by row, from top to bottom, as {@link
 * LabelMap#components} finds them in a whole mask. It takes memory for the runs of the components
 * alone, and forgets small ones as soon as they end.
 */
public final class ComponentScan {
  private final ImageSize size;
  private final int minAreaPixels;
  private final List<Component> done = new ArrayList<>();
  private List<Run> above = List.of();
  private int y;

  /**
   * A component.
   *
   * @param mask its pixels
   * @param meanWeight mean of what the pixels weigh
   */
  public record Component(Mask mask, double meanWeight) {}

  /**
   * Before the first row.
   *
   * @param size of the image
   * @param minAreaPixels smaller components are dropped
   */
  public ComponentScan(ImageSize size, int minAreaPixels) {
    this.size = size;
    this.minAreaPixels = minAreaPixels;
  }

  /** The components of a whole mask. */
  static List<Mask> parts(Mask mask) {
    ComponentScan scan = new ComponentScan(mask.size(), 1);
    for (int y = 0; y < mask.size().height(); y++) {
      scan.addRow(mask.row(y), x -> 0);
    }
    return scan.finish().stream().map(Component::mask).toList();
  }

  /**
   * Takes the next row.
   *
   * @param foreground its columns that are foreground; not kept
   * @param weight of a foreground column's pixel
   */
  public void addRow(BitSet foreground, IntToDoubleFunction weight) {
    List<Run> row = new ArrayList<>();
    int firstAbove = 0;
    int end;
    for (int start = foreground.nextSetBit(0); start >= 0; start = foreground.nextSetBit(end)) {
      end = foreground.nextClearBit(start);
      Part part = new Part();
      part.add(y * size.width() + start, end - start, sum(start, end, weight));
      while (firstAbove < above.size() && above.get(firstAbove).end() < start) {
        firstAbove++;
      }
      for (int i = firstAbove; i < above.size() && above.get(i).start() <= end; i++) {
        part = part.join(above.get(i).part().root());
      }
      part.lastRow = y;
      row.add(new Run(start, end, part));
    }
    endParts();
    above = row;
    y++;
  }

  private static double sum(int start, int end, IntToDoubleFunction weight) {
    double sum = 0;
    for (int x = start; x < end; x++) {
      sum += weight.applyAsDouble(x);
    }
    return sum;
  }

  /** Closes the parts of the row above that do not go on in this one. */
  private void endParts() {
    for (Run run : above) {
      Part part = run.part().root();
      if (part.lastRow < y && !part.closed) {
        part.closed = true;
        if (part.area >= minAreaPixels) {
          done.add(new Component(Mask.ofRuns(size, part.runs.sorted()), part.sum / part.area));
        }
      }
    }
  }

  /** The components, by their first pixel in row order; to be called once, after the last row. */
  public List<Component> finish() {
    endParts();
    above = List.of();
    done.sort(Comparator.comparingInt(component -> component.mask().firstPixel()));
    return done;
  }

  /** A run of the row above, end exclusive. */
  private record Run(int start, int end, Part part) {}

  /** What is known of a component so far; parts that turn out to be one are joined. */
  private static final class Part {
    private RunList runs = new RunList();
    private long area;
    private double sum;
    private int lastRow;
    private boolean closed;
    private Part joinedTo = this;

    void add(int start, int length, double weight) {
      runs.add(start, start + length);
      area += length;
      sum += weight;
    }

    Part root() {
      Part root = this;
      while (root.joinedTo != root) {
        root = root.joinedTo;
      }
      for (Part part = this; part != root; ) {
        Part next = part.joinedTo;
        part.joinedTo = root;
        part = next;
      }
      return root;
    }

    /** Makes two roots one, which is returned: the one of more runs. */
    Part join(Part other) {
      if (other == this) {
        return this;
      }
      boolean mine = runs.count() >= other.runs.count();
      Part root = mine ? this : other;
      Part joined = mine ? other : this;
      root.runs.addAll(joined.runs);
      root.area += joined.area;
      root.sum += joined.sum;
      joined.runs = null;
      joined.joinedTo = root;
      return root;
    }
  }
}
