package io.github.evosam.engine.everything;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.prompting.Candidate;
import io.github.evosam.sam.prompting.SamPredictor;
import java.util.ArrayList;
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
    return new NonMaximumSuppression(options).settle(size, found);
  }

  /** Refuses a region that does not fit the image. */
  public static void requireUsable(Mask region, ImageSize size) {
    requireSize(region, size);
    if (region.isEmpty()) {
      throw new IllegalArgumentException("The region holds no pixel; choose another selection");
    }
  }

  /** Refuses a region of another size than the image. */
  static void requireSize(Mask region, ImageSize size) {
    if (!region.size().equals(size)) {
      throw new IllegalArgumentException(
          "The region is of " + region.size() + ", but the image of " + size);
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
}
