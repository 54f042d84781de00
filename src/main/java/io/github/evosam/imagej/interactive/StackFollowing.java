package io.github.evosam.imagej.interactive;

import ij.ImagePlus;
import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.stack.StackTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Follows accepted objects through the stack, on the worker's thread: those that were shown or
 * changed since they were followed last. Of an object that was followed before, only the planes
 * that are nearer to what is new than to where it was shown before are looked at again.
 *
 * @param objects on all planes that they lie on
 * @param image all of whose slices and frames are looked at
 * @param progress hears of the share done, 0..1; what it throws ends the work
 */
record StackFollowing(List<AcceptedObject> objects, ImagePlus image, DoubleConsumer progress) {
  /** The objects that there is something new of, on all planes that they lie on. */
  static List<AcceptedObject> due(List<AcceptedObject> objects) {
    Set<Integer> labels = labels(objects, AcceptedObject.Origin.SHOWN);
    return objects.stream().filter(object -> labels.contains(object.label())).toList();
  }

  private static Set<Integer> labels(List<AcceptedObject> objects, AcceptedObject.Origin origin) {
    return objects.stream()
        .filter(object -> object.origin() == origin)
        .map(AcceptedObject::label)
        .collect(Collectors.toSet());
  }

  /**
   * Does it.
   *
   * @throws IllegalArgumentException if the image is a single slice
   * @throws io.github.evosam.EvoSamException if the network cannot be run
   */
  FollowedObjects by(ObjectModel model) {
    StackTask task = new StackTask(image, SliceRange.ALL, Normalisation.PERCENTILES);
    Labels labels = new Labels();
    Set<Integer> again = labels(objects, AcceptedObject.Origin.LEADING);
    again.addAll(labels(objects, AcceptedObject.Origin.FOLLOWED));
    List<Seed> corrected = seeds(model, again::contains);
    List<Seed> fresh = seeds(model, label -> !again.contains(label));
    double share = (double) fresh.size() / (fresh.size() + corrected.size());
    if (!fresh.isEmpty()) {
      follow(model, task, fresh, Map.of(), labels, done -> progress.accept(share * done));
    }
    if (!corrected.isEmpty()) {
      DoubleConsumer rest = done -> progress.accept(share + (1 - share) * done);
      follow(model, task, corrected, kept(again), labels, rest);
    }
    Map<StackPosition, LabelMap> found = new HashMap<>();
    labels.changed.forEach((plane, map) -> found.put(StackPosition.ofPlane(image, plane + 1), map));
    return new FollowedObjects(objects, found, model.followsByMemory());
  }

  private static void follow(
      ObjectModel model,
      StackTask task,
      List<Seed> seeds,
      Map<Integer, SortedSet<Integer>> kept,
      LabelStack labels,
      DoubleConsumer progress) {
    model.follow(
        task,
        new StackTask.Following(seeds, kept, StopRule.DEFAULT, Direction.BOTH),
        labels,
        progress);
  }

  private List<Seed> seeds(ObjectModel model, IntPredicate which) {
    return objects.stream()
        .filter(object -> object.origin() == AcceptedObject.Origin.SHOWN)
        .filter(object -> which.test(object.label()))
        .map(o -> new Seed(o.label(), plane(o), prompts(o.mask(), model.followsByMemory())))
        .toList();
  }

  /** A memory takes a mask alone as it is; without one a box says better where the object is. */
  private static List<Prompt> prompts(Mask mask, boolean byMemory) {
    MaskPrompt exact = new MaskPrompt(mask);
    return byMemory ? List.of(exact) : List.of(mask.boundingBox().orElseThrow(), exact);
  }

  private Map<Integer, SortedSet<Integer>> kept(Set<Integer> labels) {
    Map<Integer, SortedSet<Integer>> kept = new HashMap<>();
    labels.forEach(label -> kept.put(label, new TreeSet<>()));
    objects.stream()
        .filter(object -> object.origin() == AcceptedObject.Origin.LEADING)
        .forEach(object -> kept.get(object.label()).add(plane(object)));
    return kept;
  }

  private int plane(AcceptedObject object) {
    return object.position().planeIn(image) - 1;
  }

  /** The objects as a stack of labels, which remembers what was changed. */
  private final class Labels implements LabelStack {
    private final SortedMap<Integer, LabelMap> changed = new TreeMap<>();

    @Override
    public int slices() {
      return image.getNSlices() * image.getNFrames();
    }

    @Override
    public LabelMap read(int slice) {
      return changed.containsKey(slice) ? changed.get(slice) : accepted(slice);
    }

    private LabelMap accepted(int slice) {
      SortedMap<Integer, Mask> masks = new TreeMap<>();
      objects.stream()
          .filter(object -> plane(object) == slice)
          .forEach(object -> masks.put(object.label(), object.mask()));
      return LabelMap.of(new ImageSize(image.getWidth(), image.getHeight()), masks);
    }

    @Override
    public void write(int slice, LabelMap labels) {
      changed.put(slice, labels);
    }
  }
}
