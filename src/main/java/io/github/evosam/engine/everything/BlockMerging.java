package io.github.evosam.engine.everything;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Makes one of the objects of overlapping blocks, so that no border of a block shows: where two
 * blocks agree on what they both see of an object, it is one object, and all that either has of it
 * belongs to it. What a block's border cuts off and another block shows as a whole is that one's to
 * find.
 */
final class BlockMerging {
  /** Blocks agree on an object if the IoU of what both see of it is at least this. */
  private static final double AGREEMENT = 0.5;

  /** A piece belongs to an object that another block sees if that holds this share of it. */
  private static final double HELD = 0.8;

  /** An object must keep this share of its pixels after better ones have taken theirs. */
  private static final double MIN_KEPT_SHARE = 0.5;

  private final int minAreaPixels;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  /**
   * Without a block.
   *
   * @param minAreaPixels smaller rests of objects are dropped
   */
  BlockMerging(int minAreaPixels) {
    this.minAreaPixels = minAreaPixels;
  }

  /** What a block has of an object; parts of one object are in one group. */
  private static final class Part {
    private final Block block;
    private final Mask mask;
    private final BoxPrompt box;
    private final double predictedIou;
    private List<Part> group = new ArrayList<>(List.of(this));

    Part(Block block, SegmentedObject object) {
      this.block = block;
      mask = object.mask();
      box = mask.boundingBox().orElseThrow();
      predictedIou = object.predictedIou();
    }

    void join(Part other) {
      if (group != other.group) {
        List<Part> joined = other.group;
        group.addAll(joined);
        joined.forEach(part -> part.group = group);
      }
    }

    /** What a border has cut in pieces joins the object that holds it. */
    void attach(List<Part> others) {
      if (block.cuts(box)) {
        others.stream()
            .max(Comparator.comparingDouble(this::held))
            .filter(best -> held(best) >= HELD)
            .ifPresent(best -> best.join(this));
      }
    }

    /** The IoU of what both blocks see of two objects; 0 where they do not see the same. */
    double agreement(Part other) {
      Block common = common(other);
      if (common == null) {
        return 0;
      }
      double both = mask.intersectionPixels(other.mask);
      return both / (common.cut(mask).areaPixels() + common.cut(other.mask).areaPixels() - both);
    }

    /** The share that another has of what both blocks see of this one. */
    double held(Part other) {
      Block common = common(other);
      return common == null
          ? 0
          : (double) mask.intersectionPixels(other.mask) / common.cut(mask).areaPixels();
    }

    /** What both blocks see; null unless it holds some of both. */
    private Block common(Part other) {
      Block common = block.common(other.block);
      return common != null
              && common.touches(box)
              && common.touches(other.box)
              && mask.intersectionPixels(other.mask) > 0
          ? common
          : null;
    }
  }

  /**
   * Takes the objects of a block.
   *
   * @param objects masks of the image's size, none empty
   */
  void add(Block block, List<SegmentedObject> objects) {
    List<Part> near = parts.stream().filter(part -> block.touches(part.box)).toList();
    List<Part> added = objects.stream().map(object -> new Part(block, object)).toList();
    Set<Part> agreed = new HashSet<>();
    for (Part part : added) {
      for (Part other : near) {
        if (other.agreement(part) >= AGREEMENT) {
          other.join(part);
          agreed.addAll(List.of(part, other));
        }
      }
    }
    added.stream().filter(part -> !agreed.contains(part)).forEach(part -> part.attach(near));
    near.stream().filter(part -> !agreed.contains(part)).forEach(part -> part.attach(added));
    parts.addAll(added);
    blocks.add(block);
  }

  /** The objects, which do not overlap, surest first. */
  List<SegmentedObject> finish() {
    Set<List<Part>> groups = Collections.newSetFromMap(new IdentityHashMap<>());
    List<SegmentedObject> objects = new ArrayList<>();
    for (Part part : parts) {
      if (groups.add(part.group) && !isBetterSeenElsewhere(part.group)) {
        objects.add(whole(part.group));
      }
    }
    objects.sort(Comparator.comparingDouble(SegmentedObject::predictedIou).reversed());
    return share(objects);
  }

  /**
   * Whether a border cut it off, and a block that shows that place as a whole found nothing there.
   */
  private boolean isBetterSeenElsewhere(List<Part> group) {
    Part only = group.get(0);
    return group.size() == 1
        && only.block.cuts(only.box)
        && blocks.stream().anyMatch(block -> block.showsWhole(only.box));
  }

  private static SegmentedObject whole(List<Part> group) {
    Mask all = Mask.union(group.stream().map(part -> part.mask).toList());
    double best = group.stream().mapToDouble(part -> part.predictedIou).max().orElseThrow();
    return new SegmentedObject(all, best);
  }

  private List<SegmentedObject> share(List<SegmentedObject> objects) {
    BitSet taken = new BitSet();
    List<SegmentedObject> result = new ArrayList<>();
    for (SegmentedObject object : objects) {
      Mask rest = object.mask().without(taken);
      if (rest.areaPixels()
          >= Math.max(minAreaPixels, MIN_KEPT_SHARE * object.mask().areaPixels())) {
        rest.forEachRun(taken::set);
        result.add(new SegmentedObject(rest, object.predictedIou()));
      }
    }
    return result;
  }
}
