package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Use case: objects that are shown on some slices of a stack are followed to the others. From each
 * prompted slice the way leads to higher and to lower slices, the mask of one showing the object on
 * the next, until {@link StopRule} says that it has ended, or another prompted slice of the object
 * is nearer. An object keeps its number, in one part or in several. Deterministic: the labels
 * depend on the model, the slices and the prompts, not on the order of the prompts.
 *
 * @param model knows the slices
 * @param rule says when an object ends
 * @param span slices that are followed to
 * @param direction where to
 */
public record Propagation(SliceModel model, StopRule rule, Span span, Direction direction) {

  /**
   * Follows objects and adds them to labels; where objects overlap, the lowest number has the
   * pixel.
   *
   * <p>An object that the labels hold already is corrected: {@code kept} names the slices that it
   * was prompted on before. What these speak for stays as it is; on the other slices of the span,
   * as far as they lie in the direction, it is wiped and followed anew. Pixels that are wiped are
   * not given back to objects that they were taken from.
   *
   * @param seeds what is known of the objects, at most one for an object and a slice, all in the
   *     span
   * @param kept slices on which corrected objects were prompted before, by number; objects without
   *     an entry are new
   * @param labels are changed; a failure leaves them half done
   * @param progress hears of the share done, 0..1; what it throws ends the run
   * @throws IllegalArgumentException if a seed lies outside the span or its prompts outside the
   *     image, or two are for one object and slice
   * @throws io.github.evosam.EvoSamException if slices or labels cannot be read or written, or the
   *     network cannot be run
   */
  public PropagationReport run(
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      LabelStack labels,
      DoubleConsumer progress) {
    requireFitting(seeds, labels);
    Map<Integer, NearestPromptedSlice> territories = territories(seeds, kept);
    wipe(seeds, kept, territories, labels);
    model.memory().ifPresent(memory -> recall(memory, seeds, kept, labels));
    return new PropagationRun(this, seeds, territories, labels, progress).toBothSides();
  }

  /** Refuses seeds and labels that do not go with the span. */
  void requireFitting(List<Seed> seeds, LabelStack labels) {
    if (span.last() >= labels.slices()) {
      throw new IllegalArgumentException(
          "Slices %s were asked for, but the labels have %d".formatted(span, labels.slices()));
    }
    Set<List<Integer>> seen = new HashSet<>();
    for (Seed seed : seeds) {
      if (!span.contains(seed.slice())) {
        throw new IllegalArgumentException(
            "Object %d is shown on slice %d, which is not among the slices %d-%d to follow it through"
                .formatted(seed.object(), seed.slice() + 1, span.first() + 1, span.last() + 1));
      }
      if (!seen.add(List.of(seed.object(), seed.slice()))) {
        throw new IllegalArgumentException(
            "Object %d is shown twice on slice %d; give all its prompts there at once"
                .formatted(seed.object(), seed.slice() + 1));
      }
    }
  }

  private static Map<Integer, NearestPromptedSlice> territories(
      List<Seed> seeds, Map<Integer, ? extends Collection<Integer>> kept) {
    Map<Integer, NearestPromptedSlice> territories = new HashMap<>();
    for (int object : seeds.stream().map(Seed::object).collect(Collectors.toSet())) {
      Set<Integer> prompted = new TreeSet<>();
      if (kept.containsKey(object)) {
        prompted.addAll(kept.get(object));
      }
      Set<Integer> absent = new TreeSet<>();
      for (Seed seed : seeds) {
        if (seed.object() == object) {
          (seed.isAbsent() ? absent : prompted).add(seed.slice());
        }
      }
      territories.put(object, new NearestPromptedSlice(prompted, absent));
    }
    return territories;
  }

  /** Takes corrected objects from the slices that no earlier prompt speaks for. */
  private void wipe(
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      Map<Integer, NearestPromptedSlice> territories,
      LabelStack labels) {
    Set<Integer> corrected = new TreeSet<>(kept.keySet());
    corrected.retainAll(territories.keySet());
    for (int slice = span.first(); !corrected.isEmpty() && slice <= span.last(); slice++) {
      Set<Integer> wiped = new TreeSet<>();
      for (int object : corrected) {
        int owner = territories.get(object).owner(slice).orElse(-1);
        boolean isKept = kept.get(object).contains(owner) && !isSeeded(seeds, object, owner);
        if (owner < 0 || !isKept && isReached(owner, slice)) {
          wiped.add(object);
        }
      }
      if (!wiped.isEmpty()) {
        labels.write(slice, LabelEdit.without(labels.read(slice), wiped));
      }
    }
  }

  /** Shows the memory what corrected objects were on the slices that keep their prompts. */
  private static void recall(
      SliceMemory memory,
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      LabelStack labels) {
    Set<Integer> corrected = new TreeSet<>(kept.keySet());
    corrected.retainAll(seeds.stream().map(Seed::object).toList());
    for (int object : corrected) {
      for (int slice : kept.get(object)) {
        Mask mask = labels.read(slice).masks().get(object);
        if (mask != null && !isSeeded(seeds, object, slice)) {
          memory.show(object, slice, List.of(new MaskPrompt(mask)));
        }
      }
    }
  }

  private boolean isReached(int origin, int slice) {
    return switch (direction) {
      case BOTH -> true;
      case FORWARD -> slice >= origin;
      case BACKWARD -> slice <= origin;
    };
  }

  private static boolean isSeeded(List<Seed> seeds, int object, int slice) {
    return seeds.stream().anyMatch(seed -> seed.object() == object && seed.slice() == slice);
  }
}
