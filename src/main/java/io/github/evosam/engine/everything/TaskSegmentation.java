package io.github.evosam.engine.everything;

import io.github.evosam.geometry.ComponentScan;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.sam.task.TaskPredictor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Finds all objects of a learned task in an image, without a prompt.
 *
 * @param predictor of the task
 * @param minAreaPixels connected parts of fewer pixels are dropped
 */
public record TaskSegmentation(TaskPredictor predictor, int minAreaPixels) {
  /** Drops specks of noise; the thinnest vessels are larger. */
  public static final int MIN_AREA_PIXELS = 10;

  /**
   * The connected parts of what belongs to the task, in row order. The predicted quality of each is
   * the mean probability of its pixels.
   *
   * @param region what lies outside is cut off; empty for the whole image
   * @param progress see {@link TaskPredictor#forEachRow}
   * @throws IllegalArgumentException if the region has another size than the image
   */
  public List<SegmentedObject> objects(
      PixelSource image, Optional<Mask> region, DoubleConsumer progress) {
    ImageSize size = image.size();
    region.ifPresent(part -> SegmentEverything.requireSize(part, size));
    return size.isBig()
        ? inRows(image, region, progress)
        : inWhole(size, predictor.logits(image, progress), region);
  }

  private List<SegmentedObject> inWhole(ImageSize size, float[] logits, Optional<Mask> region) {
    Mask found = Mask.above(size, logits, 0);
    Mask all = region.map(found::cutTo).orElse(found);
    List<SegmentedObject> objects = new ArrayList<>();
    for (Mask part : LabelMap.components(all).masks().values()) {
      if (part.areaPixels() >= minAreaPixels) {
        objects.add(new SegmentedObject(part, meanProbability(part, logits)));
      }
    }
    return objects;
  }

  /** The same as in whole, in memory for the objects alone. */
  public List<SegmentedObject> inRows(
      PixelSource image, Optional<Mask> region, DoubleConsumer progress) {
    ComponentScan scan = new ComponentScan(image.size(), minAreaPixels);
    BitSet foreground = new BitSet();
    predictor.forEachRow(
        image,
        (y, maps) -> {
          float[] logits = maps[0];
          for (int x = 0; x < logits.length; x++) {
            foreground.set(x, logits[x] > 0);
          }
          region.ifPresent(part -> foreground.and(part.row(y)));
          scan.addRow(foreground, x -> probability(logits[x]));
        },
        progress);
    return scan.finish().stream()
        .map(part -> new SegmentedObject(part.mask(), part.meanWeight()))
        .toList();
  }

  private static double meanProbability(Mask part, float[] logits) {
    return part.toBitSet().stream()
        .mapToDouble(i -> probability(logits[i]))
        .average()
        .orElseThrow();
  }

  private static double probability(float logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** All objects in one mask. */
  public static Mask union(ImageSize size, List<SegmentedObject> objects) {
    BitSet all = new BitSet();
    objects.forEach(object -> all.or(object.mask().toBitSet()));
    return Mask.of(size, all);
  }
}
