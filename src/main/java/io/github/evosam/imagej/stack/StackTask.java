package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.MemorySlices;
import io.github.evosam.engine.propagation.ObjectLinking;
import io.github.evosam.engine.propagation.Propagation;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.engine.propagation.SeriesPropagation;
import io.github.evosam.engine.propagation.SliceGrid;
import io.github.evosam.engine.propagation.SliceModel;
import io.github.evosam.engine.propagation.Span;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.IntensityRange;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * Objects through the planes of a stack, followed or linked. Planes are read one by one, so a
 * virtual stack stays on disk; those of 16 and 32 bits are read several times before, for their
 * intensities. Reads the channel that the image shows, and changes nothing of it.
 */
public final class StackTask {
  private final ImagePlus image;
  private final List<StackPosition> positions;
  private final PlaneSource source;

  /**
   * A task on some planes.
   *
   * @param image of at least two planes
   * @param range planes to look at
   * @param normalisation how intensities become 0..255
   * @throws IllegalArgumentException if the image has one plane only, or not all those of the range
   */
  public StackTask(ImagePlus image, SliceRange range, Normalisation normalisation) {
    this(image, range, positions -> PlaneSource.of(image, positions, normalisation));
  }

  /** A task whose planes are read in a way of its own. */
  StackTask(ImagePlus image, SliceRange range, Function<List<StackPosition>, PlaneSource> reading) {
    requireStack(image);
    this.image = image;
    this.positions = range.positions(image);
    this.source = reading.apply(positions);
  }

  /**
   * Refuses an image that nothing can be followed through.
   *
   * @throws IllegalArgumentException if it has one plane only
   */
  public static void requireStack(ImagePlus image) {
    if (image.getNSlices() * image.getNFrames() < 2) {
      throw new IllegalArgumentException(
          "'%s' is a single slice, through which nothing can be followed; open a stack, or use EvoSAM Segment"
              .formatted(image.getTitle()));
    }
  }

  /** The planes to look at. */
  public Span span() {
    int first = positions.get(0).planeIn(image) - 1;
    return new Span(first, first + positions.size() - 1);
  }

  /** As {@link PlaneSource#ranges}. */
  Map<Integer, IntensityRange> ranges() {
    return source.ranges();
  }

  /** The plane in the middle, by which the expert is chosen once for all. */
  public PixelSource example() {
    return source.pixels(positions.get(positions.size() / 2));
  }

  /**
   * Follows objects, see {@link SeriesPropagation#run}.
   *
   * @param segmenter with the expert in place
   */
  public PropagationReport follow(
      Segmenter segmenter, Following following, LabelStack labels, DoubleConsumer progress) {
    try (SliceModel slices =
        MemorySlices.suited(segmenter, source.size(), span().last() + 1, this::plane)) {
      Propagation propagation =
          new Propagation(slices, following.rule(), span(), following.direction());
      return new SeriesPropagation(propagation, grid())
          .run(following.seeds(), following.kept(), labels, progress);
    }
  }

  /**
   * What is to be followed.
   *
   * @param seeds what is known of the objects
   * @param kept slices on which corrected objects were prompted before
   * @param rule when an object ends
   * @param direction where to
   */
  public record Following(
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      StopRule rule,
      Direction direction) {}

  /** Finds the objects of one plane. */
  @FunctionalInterface
  public interface Search {
    /**
     * The objects of the segmenter's image.
     *
     * @param progress to be told the share done, 0..1; what it throws ends the run
     */
    List<SegmentedObject> objects(Segmenter segmenter, DoubleConsumer progress);
  }

  /** Finds the objects of planes, which are asked for once each, in rising order. */
  @FunctionalInterface
  public interface PlaneSearch extends AutoCloseable {
    /**
     * The objects of a plane.
     *
     * @param plane its index, from 0
     * @param progress to be told the share of this plane that is done, 0..1; what it throws ends
     *     the run
     */
    List<SegmentedObject> objects(int plane, DoubleConsumer progress);

    /** Ends what is searched ahead. */
    @Override
    default void close() {}
  }

  /**
   * Searches by an open model, plane by plane.
   *
   * @param segmenter with the expert in place; shows the plane that is searched
   */
  PlaneSearch by(Segmenter segmenter, Search search) {
    return (plane, progress) -> {
      segmenter.setImage(plane(plane));
      return search.objects(segmenter, progress);
    };
  }

  /** As {@link #link(PlaneSearch, LabelStack, DoubleConsumer)}, by an open model. */
  public int link(Segmenter segmenter, Search search, LabelStack labels, DoubleConsumer progress) {
    return link(by(segmenter, search), labels, progress);
  }

  /**
   * Searches each plane and links what is found, see {@link ObjectLinking#run}.
   *
   * @param progress hears of the share done, 0..1, within planes too; what it throws ends the run
   * @return number of objects
   */
  int link(PlaneSearch search, LabelStack labels, DoubleConsumer progress) {
    ImageSize size = source.size();
    Span span = span();
    return new ObjectLinking(grid(), span)
        .run(
            plane -> {
              int before = plane - span.first();
              List<SegmentedObject> found =
                  search.objects(plane, share -> progress.accept((before + share) / span.length()));
              return LabelMap.of(size, found.stream().map(SegmentedObject::mask).toList());
            },
            labels,
            progress);
  }

  private SliceGrid grid() {
    return new SliceGrid(image.getNSlices(), image.getNFrames());
  }

  /** A plane, by its index from 0; it is read now. */
  PixelSource plane(int plane) {
    return source.pixels(positions.get(plane - span().first()));
  }
}
