package io.github.evosam.learning;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import java.util.random.RandomGenerator;

/** Variations of a sample that keep it true: crop and scale, flips and quarter turns, intensity. */
public final class Augmentation {
  private Augmentation() {}

  /**
   * The rectangle {@code (x, y, width, height)} of a sample, scaled so that its longest side is
   * {@code side}. Labels take the nearest pixel. Over the image's edge, edge pixels repeat.
   */
  public static LabelledPlane crop(LabelledPlane sample, int x, int y, ImageSize region, int side) {
    LabelMap labels = labels(sample.labels(), x, y, region, side);
    return new LabelledPlane(
        Resampling.resize(sample.plane().crop(x, y, region), labels.size()), labels);
  }

  /** The labels of a {@link #crop}, which tell in little time whether it shows what is wanted. */
  static LabelMap labels(LabelMap sample, int x, int y, ImageSize region, int side) {
    ImageSize size = sample.size();
    double scale = (double) side / region.longestSide();
    ImageSize target =
        new ImageSize(
            Math.max(1, (int) Math.round(region.width() * scale)),
            Math.max(1, (int) Math.round(region.height() * scale)));
    int[] labels = new int[Math.toIntExact(target.area())];
    for (int i = 0; i < labels.length; i++) {
      int column = x + (int) ((i % target.width() + 0.5) * region.width() / target.width());
      int row = y + (int) ((i / target.width() + 0.5) * region.height() / target.height());
      boolean inside = column >= 0 && row >= 0 && column < size.width() && row < size.height();
      labels[i] = inside ? sample.at(column, row) : 0;
    }
    return LabelMap.of(target, labels);
  }

  /**
   * One of the eight flips and quarter turns.
   *
   * @param turn bit 0 mirrors x, bit 1 mirrors y, bit 2 exchanges the axes
   */
  public static LabelledPlane turn(LabelledPlane sample, int turn) {
    ImageSize from = sample.plane().size();
    ImageSize to = (turn & 4) == 0 ? from : new ImageSize(from.height(), from.width());
    float[] values = new float[sample.plane().values().length];
    int[] labels = new int[Math.toIntExact(to.area())];
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int u = (turn & 4) == 0 ? x : y;
        int v = (turn & 4) == 0 ? y : x;
        int sx = (turn & 1) == 0 ? u : from.width() - 1 - u;
        int sy = (turn & 2) == 0 ? v : from.height() - 1 - v;
        labels[y * to.width() + x] = sample.labels().at(sx, sy);
        for (int c = 0; c < Plane.CHANNELS; c++) {
          values[(c * to.height() + y) * to.width() + x] = sample.plane().at(c, sx, sy);
        }
      }
    }
    return new LabelledPlane(new Plane(to, values), LabelMap.of(to, labels));
  }

  /**
   * How far intensities vary, as standard deviations.
   *
   * @param gamma of the exponent's logarithm
   * @param contrast of the gain's logarithm
   * @param brightness grey levels
   * @param inversions share of the samples that are inverted, 0..1
   */
  public record Intensity(double gamma, double contrast, double brightness, double inversions) {
    /** For a model that is to know any modality. */
    public static final Intensity ANY = new Intensity(0.35, 0.2, 15, 0.15);

    /** For the images of one task, which resemble each other. */
    public static final Intensity ONE_TASK = new Intensity(0.15, 0.1, 8, 0);
  }

  /** Random gamma, contrast, brightness and colour balance; sometimes inverted. */
  public static LabelledPlane intensity(
      LabelledPlane sample, Intensity spread, RandomGenerator random) {
    double gamma = Math.exp(spread.gamma() * random.nextGaussian());
    boolean invert = random.nextDouble() < spread.inversions();
    float[] values = sample.plane().values().clone();
    int pixels = values.length / Plane.CHANNELS;
    double contrast = Math.exp(spread.contrast() * random.nextGaussian());
    double brightness = spread.brightness() * random.nextGaussian();
    for (int c = 0; c < Plane.CHANNELS; c++) {
      double gain = contrast * Math.exp(0.06 * random.nextGaussian());
      for (int i = c * pixels; i < (c + 1) * pixels; i++) {
        double unit = Math.max(0, Math.min(1, values[i] / 255.0));
        double curved = 255 * Math.pow(invert ? 1 - unit : unit, gamma);
        values[i] = (float) Math.max(0, Math.min(255, (curved - 128) * gain + 128 + brightness));
      }
    }
    return new LabelledPlane(new Plane(sample.plane().size(), values), sample.labels());
  }

  /**
   * Any look that an image of the same objects may have: {@link Intensity#ANY}, and sometimes
   * without colours or with exchanged ones, noisy, or blurred.
   */
  public static LabelledPlane appearance(LabelledPlane sample, RandomGenerator random) {
    float[] values = intensity(sample, Intensity.ANY, random).plane().values();
    ImageSize size = sample.plane().size();
    double colours = random.nextDouble();
    if (colours < 0.25) {
      values = grey(values);
    } else if (colours < 0.5) {
      values = exchanged(values, random.nextInt(Plane.CHANNELS), random.nextBoolean());
    }
    if (random.nextDouble() < 0.25) {
      addNoise(values, 20 * random.nextDouble(), random);
    }
    Plane plane = new Plane(size, values);
    if (random.nextDouble() < 0.15) {
      plane = blurred(plane, 0.4 + 0.5 * random.nextDouble());
    }
    return new LabelledPlane(plane, sample.labels());
  }

  private static float[] grey(float[] values) {
    int pixels = values.length / Plane.CHANNELS;
    float[] grey = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = i % pixels;
      grey[i] = (values[at] + values[at + pixels] + values[at + 2 * pixels]) / Plane.CHANNELS;
    }
    return grey;
  }

  /** Channels shifted in a circle, and then the first two exchanged. */
  private static float[] exchanged(float[] values, int shift, boolean exchange) {
    int pixels = values.length / Plane.CHANNELS;
    float[] all = new float[values.length];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      int from = (c + shift) % Plane.CHANNELS;
      int to = exchange && c < 2 ? 1 - c : c;
      System.arraycopy(values, from * pixels, all, to * pixels, pixels);
    }
    return all;
  }

  /** The same noise in all channels. */
  private static void addNoise(float[] values, double deviation, RandomGenerator random) {
    int pixels = values.length / Plane.CHANNELS;
    for (int i = 0; i < pixels; i++) {
      float noise = (float) (deviation * random.nextGaussian());
      for (int at = i; at < values.length; at += pixels) {
        values[at] = Math.max(0, Math.min(255, values[at] + noise));
      }
    }
  }

  /** Shrunk and enlarged again. */
  private static Plane blurred(Plane plane, double scale) {
    ImageSize small =
        new ImageSize(
            Math.max(1, (int) (plane.size().width() * scale)),
            Math.max(1, (int) (plane.size().height() * scale)));
    return Resampling.resize(Resampling.resize(plane, small), plane.size());
  }
}
