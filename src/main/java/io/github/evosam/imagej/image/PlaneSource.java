package io.github.evosam.imagej.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The planes of an ImageJ image as the model sees them: float32 {@code [3, H, W]}, 0..255.
 *
 * <ul>
 *   <li>Grey becomes three equal channels, RGB is taken as it is (of 16 bits with one range for all
 *       three); of several channels the one of the position counts: the stain that the user has
 *       chosen, whatever its colour and the display mode.
 *   <li>The intensity range of 16- and 32-bit images is measured once, over all positions that the
 *       source was made for, so that the slices of a stack stay comparable.
 *   <li>NaN counts as the darkest value, infinities as darkest and brightest.
 *   <li>An 8-bit image's lookup table is display and does not count, except in a palette picture
 *       (GIF, PNG, BMP, and TIFF that ImageJ has not written), whose values mean nothing without
 *       it.
 * </ul>
 *
 * <p>Reads the image's pixels at each call and never changes them. One thread at a time.
 */
public final class PlaneSource {
  private final ImagePlus image;
  private final ImageSize size;
  private final boolean isPalettePicture;
  private final boolean isDeepColour;
  private final Normalisation normalisation;
  private final Map<Integer, IntensityRange> ranges = new HashMap<>();

  private PlaneSource(ImagePlus image, Normalisation normalisation) {
    this.image = image;
    this.size = new ImageSize(image.getWidth(), image.getHeight());
    this.isPalettePicture = PalettePicture.isIn(image);
    this.isDeepColour = DeepColour.isIn(image);
    this.normalisation = normalisation;
  }

  /**
   * A source of the given positions; for 16- and 32-bit images their intensities are read here.
   *
   * @param positions where {@link #plane} will be asked for, at least one; channel 0 is the channel
   *     that the image shows
   * @throws IllegalArgumentException if the image is a single pixel or has no such position, or if
   *     none of its values there is a finite number
   */
  public static PlaneSource of(
      ImagePlus image, List<StackPosition> positions, Normalisation normalisation) {
    PlaneSource source = of(image, positions, normalisation, Map.of());
    if (!source.isColour()) {
      for (int channel : source.channelsOf(positions)) {
        source.ranges.put(channel, source.measure(channel, positions));
      }
      source.shareRange();
    }
    return source;
  }

  /**
   * A source of the given positions whose intensities are known; reads nothing.
   *
   * @param ranges what another source of the same image tells
   * @throws IllegalArgumentException if the image is a single pixel or has no such position
   */
  public static PlaneSource of(
      ImagePlus image, List<StackPosition> positions, Map<Integer, IntensityRange> ranges) {
    return of(image, positions, Normalisation.PERCENTILES, ranges);
  }

  private static PlaneSource of(
      ImagePlus image,
      List<StackPosition> positions,
      Normalisation normalisation,
      Map<Integer, IntensityRange> ranges) {
    if (image.getWidth() == 1 && image.getHeight() == 1) {
      throw new IllegalArgumentException(
          "'%s' is a single pixel, in which there is nothing to tell apart; choose another image"
              .formatted(image.getTitle()));
    }
    PlaneSource source = new PlaneSource(image, normalisation);
    positions.forEach(position -> position.indexIn(image));
    source.ranges.putAll(ranges);
    return source;
  }

  /** The intensities that become 0 and 255, by channel; empty for colours. */
  public Map<Integer, IntensityRange> ranges() {
    return Map.copyOf(ranges);
  }

  /** The samples of a colour are of one scale. */
  private void shareRange() {
    if (isDeepColour) {
      double low = ranges.values().stream().mapToDouble(IntensityRange::low).min().orElse(0);
      double high = ranges.values().stream().mapToDouble(IntensityRange::high).max().orElse(1);
      ranges.replaceAll((channel, range) -> new IntensityRange(low, high));
    }
  }

  /** Width and height of every plane. */
  public ImageSize size() {
    return size;
  }

  /**
   * The plane at a position.
   *
   * @throws IllegalArgumentException if the source was not made for the position's channel, or the
   *     plane holds no finite number
   */
  public Plane plane(StackPosition position) {
    return reader(position).read(0, 0, size);
  }

  /**
   * The plane at a position, of a big image to be read part by part: then the stored pixels are in
   * memory, but not their values.
   *
   * @throws IllegalArgumentException as {@link #plane}
   */
  public PixelSource pixels(StackPosition position) {
    return size.isBig() ? reader(position).source(size) : plane(position);
  }

  private RectangleReader reader(StackPosition position) {
    if (image.getType() == ImagePlus.COLOR_RGB) {
      int[] colours = (int[]) pixelArray(position);
      return (x, y, part) -> PlaneValues.rgb(part, rectangle(colours, x, y, part));
    }
    if (isPalettePicture) {
      ColourTable palette = ColourTable.of((IndexColorModel) image.getProcessor().getColorModel());
      PixelValues pixels = PixelValues.of(pixelArray(position));
      return (x, y, part) -> PlaneValues.rgb(part, palette.colours(rectangle(pixels, x, y, part)));
    }
    return isDeepColour ? merged(position) : grey(position);
  }

  private PixelValues rectangle(PixelValues pixels, int x, int y, ImageSize part) {
    return part.equals(size) ? pixels : pixels.rectangle(size.width(), x, y, part);
  }

  private int[] rectangle(int[] colours, int x, int y, ImageSize part) {
    if (part.equals(size)) {
      return colours;
    }
    int[] cut = new int[Math.toIntExact(part.area())];
    for (int row = 0; row < part.height(); row++) {
      int from = (y + row) * size.width() + x;
      System.arraycopy(colours, from, cut, row * part.width(), part.width());
    }
    return cut;
  }

  private RectangleReader grey(StackPosition position) {
    int channel = channel(position);
    IntensityRange range = ranges.get(channel);
    if (range == null) {
      throw new IllegalArgumentException(
          "Channel %d of '%s' was not measured; make the source for it"
              .formatted(channel, image.getTitle()));
    }
    PixelValues pixels = pixelValues(channel, position);
    requireFinite(PlaneValues.hasFinite(pixels), position.toString());
    return (x, y, part) -> PlaneValues.grey(part, rectangle(pixels, x, y, part), range);
  }

  private RectangleReader merged(StackPosition position) {
    List<PixelValues> channels = new ArrayList<>();
    boolean finite = false;
    for (int channel = 1; channel <= image.getNChannels(); channel++) {
      PixelValues pixels = pixelValues(channel, position);
      finite |= PlaneValues.hasFinite(pixels);
      channels.add(pixels);
    }
    requireFinite(finite, position.inAllChannels().toString());
    return (x, y, part) -> {
      float[] values = PlaneValues.allocate(part);
      for (int channel = 1; channel <= channels.size(); channel++) {
        PixelValues pixels = rectangle(channels.get(channel - 1), x, y, part);
        ColourTable colours = ColourTable.ofChannel(image, channel);
        PlaneValues.addColoured(values, pixels, ranges.get(channel), colours);
      }
      return new Plane(part, values);
    };
  }

  private IntensityRange measure(int channel, List<StackPosition> positions) {
    if (normalisation == Normalisation.DISPLAY) {
      return displayRange(channel);
    }
    if (image.getBitDepth() == 8) {
      return IntensityRange.EIGHT_BIT;
    }
    List<Supplier<PixelValues>> planes = new ArrayList<>();
    for (StackPosition position : positions) {
      if (isDeepColour || channel(position) == channel) {
        planes.add(() -> pixelValues(channel, position));
      }
    }
    var range = Percentiles.range(planes);
    requireFinite(range.isPresent() || isDeepColour, "channel " + channel);
    return range.orElse(IntensityRange.EIGHT_BIT);
  }

  private IntensityRange displayRange(int channel) {
    if (image instanceof CompositeImage composite) {
      LUT lut = composite.getChannelLut(channel);
      return new IntensityRange(lut.min, lut.max);
    }
    return new IntensityRange(image.getProcessor().getMin(), image.getProcessor().getMax());
  }

  private void requireFinite(boolean finite, String where) {
    if (!finite) {
      throw new IllegalArgumentException(
          "'%s' holds no finite number at %s (every pixel is NaN or infinite), so there is nothing"
                  .formatted(image.getTitle(), where)
              + " to segment; choose another slice or mend the image");
    }
  }

  private List<Integer> channelsOf(List<StackPosition> positions) {
    if (!isDeepColour) {
      return positions.stream().map(this::channel).distinct().toList();
    }
    List<Integer> channels = new ArrayList<>();
    for (int channel = 1; channel <= image.getNChannels(); channel++) {
      channels.add(channel);
    }
    return channels;
  }

  private int channel(StackPosition position) {
    return position.channel() == 0 ? image.getC() : position.channel();
  }

  private PixelValues pixelValues(int channel, StackPosition position) {
    return PixelValues.of(
        pixelArray(new StackPosition(channel, position.slice(), position.frame())));
  }

  /** The stored pixels; what a virtual stack shows is in memory already. */
  private Object pixelArray(StackPosition position) {
    int index = position.indexIn(image);
    boolean isShown = image.getStack().isVirtual() && index == image.getCurrentSlice();
    return isShown && !image.isComposite()
        ? image.getProcessor().getPixels()
        : image.getStack().getPixels(index);
  }

  private boolean isColour() {
    return image.getType() == ImagePlus.COLOR_RGB || isPalettePicture;
  }
}
