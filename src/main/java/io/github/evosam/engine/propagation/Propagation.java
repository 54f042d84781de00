package io.github.evosam.engine.propagation;

import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    Map<Integer, Territory> territories = territories(seeds, kept);
    wipe(seeds, kept, territories, labels);
    Run run = new Run(seeds, territories, labels, progress);
    run.forward();
    run.backward();
    progress.accept(1);
    return run.report;
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

  private static Map<Integer, Territory> territories(
      List<Seed> seeds, Map<Integer, ? extends Collection<Integer>> kept) {
    Map<Integer, Territory> territories = new HashMap<>();
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
      territories.put(object, new Territory(prompted, absent));
    }
    return territories;
  }

  /** Takes corrected objects from the slices that no earlier prompt speaks for. */
  private void wipe(
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      Map<Integer, Territory> territories,
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

  /** One propagation at work. */
  private final class Run {
    private final Map<Integer, List<Seed>> seeds;
    private final Map<Integer, Territory> territories;
    private final LabelStack labels;
    private final DoubleConsumer progress;
    private final FollowedSlice followed = new FollowedSlice(model, rule);
    private final PropagationReport report = new PropagationReport();
    private final List<Path> starts = new ArrayList<>();
    private int done;

    Run(
        List<Seed> seeds,
        Map<Integer, Territory> territories,
        LabelStack labels,
        DoubleConsumer progress) {
      this.seeds =
          seeds.stream()
              .filter(seed -> !seed.isAbsent())
              .collect(Collectors.groupingBy(Seed::slice, TreeMap::new, Collectors.toList()));
      this.territories = territories;
      this.labels = labels;
      this.progress = progress;
    }

    /** To higher slices; the seeds are answered on the way, so each slice is looked at once. */
    void forward() {
      List<Path> active = List.of();
      for (int slice = span.first(); slice <= span.last(); slice++) {
        Map<Integer, Mask> found = new TreeMap<>();
        List<Path> next = follow(active, slice, found);
        List<Path> begun = begin(slice, found);
        starts.addAll(begun);
        if (direction != Direction.BACKWARD) {
          next.addAll(begun);
        }
        add(slice, found);
        active = next;
        step();
      }
      atBorder(active, span.last() + 1);
    }

    /** To lower slices. */
    void backward() {
      List<Path> active = List.of();
      for (int slice = span.last(); slice >= span.first(); slice--) {
        Map<Integer, Mask> found = new TreeMap<>();
        List<Path> next = follow(active, slice, found);
        add(slice, found);
        for (Path start : starts) {
          if (start.origin() == slice && direction != Direction.FORWARD) {
            next.add(start);
          }
        }
        active = next;
        step();
      }
      atBorder(active, span.first() - 1);
    }

    private void step() {
      progress.accept(++done / (2.0 * span.length()));
    }

    private void atBorder(List<Path> active, int slice) {
      active.forEach(path -> ended(path, slice, PathEnd.Reason.BORDER));
    }

    private void ended(Path path, int slice, PathEnd.Reason reason) {
      report.ended(new PathEnd(path.object(), slice, reason));
    }

    /** The ways that lead on, and the masks of their objects on the slice. */
    private List<Path> follow(List<Path> active, int slice, Map<Integer, Mask> found) {
      List<Path> going = active.stream().filter(path -> leadsOver(path, slice)).toList();
      List<FollowedSlice.Step> steps = followed.steps(slice, going);
      List<Path> next = new ArrayList<>();
      for (int i = 0; i < going.size(); i++) {
        Path path = going.get(i);
        Optional<SegmentedObject> object = steps.get(i).object();
        object.ifPresent(o -> next.add(path.reached(note(path.object(), slice, o, found))));
        steps.get(i).reason().ifPresent(reason -> ended(path, slice, reason));
      }
      return next;
    }

    private boolean leadsOver(Path path, int slice) {
      if (!path.owns(slice)) {
        boolean absent = path.territory().isAbsent(slice);
        ended(path, slice, absent ? PathEnd.Reason.SAID_ABSENT : PathEnd.Reason.OTHER_PROMPT);
      }
      return path.owns(slice);
    }

    /** The ways that begin on the slice. */
    private List<Path> begin(int slice, Map<Integer, Mask> found) {
      List<Seed> here = seeds.getOrDefault(slice, List.of());
      List<Path> begun = new ArrayList<>();
      if (here.isEmpty()) {
        return begun;
      }
      List<SegmentedObject> answers =
          model.segment(slice, here.stream().map(Seed::prompts).toList());
      for (int i = 0; i < here.size(); i++) {
        int object = here.get(i).object();
        Optional<SegmentedObject> answer = followed.cleaned(answers.get(i));
        answer.ifPresent(o -> begun.add(start(object, slice, note(object, slice, o, found))));
        if (answer.isEmpty()) {
          report.ended(new PathEnd(object, slice, PathEnd.Reason.VANISHED));
        }
      }
      return begun;
    }

    private Path start(int object, int slice, Mask mask) {
      Contrast contrast = Contrast.of(model.plane(slice), mask);
      return new Path(object, slice, mask, contrast, territories.get(object));
    }

    private Mask note(int object, int slice, SegmentedObject answer, Map<Integer, Mask> found) {
      report.found(object, slice, answer.predictedIou());
      found.put(object, answer.mask());
      return answer.mask();
    }

    private void add(int slice, Map<Integer, Mask> found) {
      if (!found.isEmpty()) {
        LabelMap before = labels.read(slice);
        labels.write(slice, LabelEdit.added(before, found));
      }
    }
  }
}
