package io.github.evosam.engine.everything;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Settles which of many overlapping masks are objects: doubles are dropped, the others share out
 * the pixels, the surest first.
 *
 * @param options how much two masks may have in common
 */
record NonMaximumSuppression(EverythingOptions options) {
  /** An object must keep this share of its pixels after better ones have taken theirs. */
  private static final double MIN_KEPT_SHARE = 0.5;

  /** Objects that do not overlap, surest first. */
  List<SegmentedObject> settle(ImageSize size, List<SegmentedObject> found) {
    return share(size, suppressDoubles(found));
  }

  /** Non-maximum suppression by boxes. */
  private List<SegmentedObject> suppressDoubles(List<SegmentedObject> all) {
    List<SegmentedObject> found = new ArrayList<>(all);
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
