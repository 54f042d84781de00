package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** One propagation at work: once to higher slices, then to lower ones. */
final class PropagationRun {
  private final SliceModel model;
  private final Span span;
  private final Direction direction;
  private final Map<Integer, List<Seed>> seeds;
  private final Map<Integer, NearestPromptedSlice> territories;
  private final LabelStack labels;
  private final DoubleConsumer progress;
  private final FollowedSlice followed;
  private final PropagationReport report = new PropagationReport();
  private final List<Path> starts = new ArrayList<>();
  private final Map<Seed, SegmentedObject> remembered = new HashMap<>();
  private int done;

  PropagationRun(
      Propagation propagation,
      List<Seed> seeds,
      Map<Integer, NearestPromptedSlice> territories,
      LabelStack labels,
      DoubleConsumer progress) {
    this.model = propagation.model();
    this.span = propagation.span();
    this.direction = propagation.direction();
    this.followed = new FollowedSlice(model, propagation.rule());
    this.seeds =
        seeds.stream()
            .filter(seed -> !seed.isAbsent())
            .collect(Collectors.groupingBy(Seed::slice, TreeMap::new, Collectors.toList()));
    this.territories = territories;
    this.labels = labels;
    this.progress = progress;
  }

  /** Follows the objects and adds them to the labels. */
  PropagationReport toBothSides() {
    model.memory().ifPresent(this::remember);
    forward();
    backward();
    progress.accept(1);
    return report;
  }

  /** Shows all that is known first, so that every way leads by all of it. */
  private void remember(SliceMemory memory) {
    for (List<Seed> onSlice : seeds.values()) {
      for (Seed seed : onSlice) {
        remembered.put(seed, memory.show(seed.object(), seed.slice(), seed.prompts()));
      }
    }
  }

  /** To higher slices; the seeds are answered on the way, so each slice is looked at once. */
  private void forward() {
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
  private void backward() {
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
    List<FollowedSlice.Step> steps =
        model
            .memory()
            .map(memory -> followed.recalled(memory, slice, going))
            .orElseGet(() -> followed.steps(slice, going));
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
        model.memory().isPresent()
            ? here.stream().map(remembered::get).toList()
            : model.segment(slice, here.stream().map(Seed::prompts).toList());
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
    report.found(object);
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
