package io.github.evosam.engine;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.Candidate;
import io.github.evosam.sam.SamPredictor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Use case: every object of an image without a prompt. A grid of clicks is asked for masks; unsure,
 * unstable, double and tiny ones are dropped, the rest share out the pixels among them.
 *
 * @param predictor holds the image
 * @param options what counts as an object
 */
public record SegmentEverything(SamPredictor predictor, EverythingOptions options) {
  /** Logit offset of the stability score, the official default. */
  private static final float STABILITY_OFFSET = 1;

  /** Clicks asked together; between two such groups the run can be cancelled. */
  private static final int GROUP = 64;

  /** An object must keep this share of its pixels after better ones have taken theirs. */
  private static final double MIN_KEPT_SHARE = 0.5;

  /**
   * Segments the predictor's image.
   *
   * @param region objects are only looked for, and cut to, this region; empty for the whole image
   * @param progress hears of the share done, 0..1
   * @param cancelled asked between groups of clicks; true ends the run with what was found so far
   * @return objects that do not overlap, surest first
   * @throws IllegalStateException if the predictor has no image
   * @throws IllegalArgumentException if the region has another size than the image or is empty
   */
  public List<SegmentedObject> run(
      Optional<Mask> region, DoubleConsumer progress, BooleanSupplier cancelled) {
    ImageSize size = predictor.imageSize();
    region.ifPresent(r -> requireUsable(r, size));
    List<List<Prompt>> clicks = grid(size, region);
    List<SegmentedObject> found = new ArrayList<>();
    for (int from = 0; from < clicks.size() && !cancelled.getAsBoolean(); from += GROUP) {
      List<List<Prompt>> group = clicks.subList(from, Math.min(clicks.size(), from + GROUP));
      predictor.forEachCandidates(group, (i, masks) -> addGood(masks, region, found));
      progress.accept((double) (from + group.size()) / clicks.size());
    }
    return share(size, suppressDoubles(found));
  }

  /** Refuses a region that does not fit the image. */
  static void requireUsable(Mask region, ImageSize size) {
    if (!region.size().equals(size)) {
      throw new IllegalArgumentException(
          "The region is of " + region.size() + ", but the image of " + size);
    }
    if (region.isEmpty()) {
      throw new IllegalArgumentException("The region holds no pixel; choose another selection");
    }
  }

  /** Clicks at the centres of equal cells that cover the image, or the region's box. */
  private List<List<Prompt>> grid(ImageSize size, Optional<Mask> region) {
    BoxPrompt box =
        region
            .flatMap(Mask::boundingBox)
            .orElse(new BoxPrompt(0, 0, size.width() - 1, size.height() - 1));
    double cell = Math.max(box.width(), box.height()) / options.pointsPerSide();
    int columns = Math.max(1, (int) Math.round(box.width() / cell));
    int rows = Math.max(1, (int) Math.round(box.height() / cell));
    List<List<Prompt>> clicks = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = box.x0() - 0.5 + (column + 0.5) * box.width() / columns;
        double y = box.y0() - 0.5 + (row + 0.5) * box.height() / rows;
        if (holds(region, x, y)) {
          clicks.add(List.of(new PointPrompt(x, y, true)));
        }
      }
    }
    return clicks;
  }

  private static boolean holds(Optional<Mask> area, double x, double y) {
    return area.map(a -> a.contains((int) Math.round(x), (int) Math.round(y))).orElse(true);
  }

  private void addGood(List<Candidate> masks, Optional<Mask> region, List<SegmentedObject> found) {
    for (Candidate candidate : masks) {
      if (candidate.predictedIou() >= options.minPredictedIou()
          && candidate.stability(STABILITY_OFFSET) >= options.minStability()) {
        Mask whole = candidate.mask();
        Mask mask =
            SmallRegions.clean(region.map(whole::cutTo).orElse(whole), options.minAreaPixels());
        if (!mask.isEmpty() && mask.areaPixels() <= options.maxAreaShare() * mask.size().area()) {
          found.add(new SegmentedObject(mask, candidate.predictedIou()));
        }
      }
    }
  }

  /** Non-maximum suppression by boxes. */
  private List<SegmentedObject> suppressDoubles(List<SegmentedObject> found) {
    List<SegmentedObject> kept = new ArrayList<>();
    List<BoxPrompt> boxes = new ArrayList<>();
    found.sort(Comparator.comparingDouble(SegmentedObject::predictedIou).reversed());
    for (SegmentedObject object : found) {
      BoxPrompt box = object.mask().boundingBox().orElseThrow();
      if (boxes.stream().noneMatch(other -> iou(box, other) > options.maxBoxIou())) {
        kept.add(object);
        boxes.add(box);
      }
    }
    return kept;
  }

  private static double iou(BoxPrompt a, BoxPrompt b) {
    double width = Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0()) + 1;
    double height = Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0()) + 1;
    double both = Math.max(0, width) * Math.max(0, height);
    return both / (a.width() * a.height() + b.width() * b.height() - both);
  }

  /** Surer objects take their pixels first; what is left of an object must still be most of it. */
  private List<SegmentedObject> share(ImageSize size, List<SegmentedObject> objects) {
    BitSet taken = new BitSet();
    List<SegmentedObject> result = new ArrayList<>();
    for (SegmentedObject object : objects) {
      BitSet own = object.mask().toBitSet();
      own.andNot(taken);
      Mask rest = SmallRegions.clean(Mask.of(size, own), options.minAreaPixels());
      if (rest.areaPixels() >= MIN_KEPT_SHARE * object.mask().areaPixels() && !rest.isEmpty()) {
        BitSet cleaned = rest.toBitSet();
        cleaned.andNot(taken);
        taken.or(cleaned);
        result.add(new SegmentedObject(Mask.of(size, cleaned), object.predictedIou()));
      }
    }
    return result;
  }
}
