package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * A stack of bright rectangles on dark, and a model that sees them well: a box shows the parts in
 * it; an object is followed to the parts that it touches. Where it touches none, the model repeats
 * the mask before, as a weak model does.
 */
final class PaintedSlices implements SliceModel {
  static final ImageSize SIZE = new ImageSize(60, 40);
  private static final float DARK = 40;
  private static final float BRIGHT = 200;

  private final List<Mask> slices;
  private final List<Integer> asked = new ArrayList<>();
  private double sureness = 0.9;
  private int shift;

  private PaintedSlices(List<Mask> slices) {
    this.slices = new ArrayList<>(slices);
  }

  /** Slices of rectangles {@code {x0, y0, x1, y1}}, corners included. */
  static PaintedSlices of(int[][]... rectangles) {
    return new PaintedSlices(Arrays.stream(rectangles).map(PaintedSlices::painted).toList());
  }

  /** Rectangles of one slice. */
  static int[][] slice(int[]... rectangles) {
    return rectangles;
  }

  /** A rectangle, corners included. */
  static int[] box(int x0, int y0, int x1, int y1) {
    return new int[] {x0, y0, x1, y1};
  }

  static Mask painted(int[]... rectangles) {
    BitSet bits = new BitSet();
    for (int[] r : rectangles) {
      for (int y = r[1]; y <= r[3]; y++) {
        bits.set(y * SIZE.width() + r[0], y * SIZE.width() + r[2] + 1);
      }
    }
    return Mask.of(SIZE, bits);
  }

  /** Lets the model be so sure of what it follows. */
  PaintedSlices sure(double predictedIou) {
    sureness = predictedIou;
    return this;
  }

  /** Lets the model answer so many pixels to the right of the truth. */
  PaintedSlices shifted(int pixels) {
    shift = pixels;
    return this;
  }

  /** Slices in the order in which they were asked about, without repetitions in a row. */
  List<Integer> asked() {
    return asked;
  }

  int count() {
    return slices.size();
  }

  @Override
  public ImageSize size() {
    return SIZE;
  }

  @Override
  public Plane plane(int slice) {
    float[] values = new float[Math.toIntExact(Plane.CHANNELS * SIZE.area())];
    int pixels = Math.toIntExact(SIZE.area());
    BitSet bright = slices.get(slice).toBitSet();
    for (int i = 0; i < values.length; i++) {
      values[i] = bright.get(i % pixels) ? BRIGHT : DARK;
    }
    return new Plane(SIZE, values);
  }

  @Override
  public List<SegmentedObject> segment(int slice, List<List<Prompt>> objects) {
    note(slice);
    List<SegmentedObject> found = new ArrayList<>();
    for (List<Prompt> prompts : objects) {
      BoxPrompt box = (BoxPrompt) prompts.get(0);
      Mask region = painted(box((int) box.x0(), (int) box.y0(), (int) box.x1(), (int) box.y1()));
      found.add(new SegmentedObject(slices.get(slice).cutTo(region), 0.95));
    }
    return found;
  }

  @Override
  public List<SegmentedObject> follow(int slice, List<Mask> before) {
    note(slice);
    Collection<Mask> parts = LabelMap.components(slices.get(slice)).masks().values();
    List<SegmentedObject> found = new ArrayList<>();
    for (Mask mask : before) {
      BitSet bits = new BitSet();
      parts.stream()
          .filter(part -> part.intersectionPixels(mask) > 0)
          .forEach(part -> bits.or(part.toBitSet()));
      Mask answer = bits.isEmpty() ? mask : moved(bits);
      found.add(new SegmentedObject(answer, sureness));
    }
    return found;
  }

  private Mask moved(BitSet bits) {
    BitSet moved = new BitSet();
    bits.stream().forEach(i -> moved.set(i + shift));
    return Mask.of(SIZE, moved);
  }

  private void note(int slice) {
    if (asked.isEmpty() || asked.get(asked.size() - 1) != slice) {
      asked.add(slice);
    }
  }
}
