package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Use case: {@link Propagation} in z and time. A z-stack or a time series is one stack. In a stack
 * with both, an object is followed through the slices of the frame that it is shown in, then to the
 * next frame on the slice where it is largest, and from there through that frame's slices, and so
 * on. If it is shown in several frames, the nearest one speaks for a frame, as for slices. A
 * correction changes the frame that it is made in.
 *
 * @param propagation through the planes that are asked for; in a stack with slices and frames its
 *     direction is that of time
 * @param grid how the planes lie
 */
public record SeriesPropagation(Propagation propagation, SliceGrid grid) {

  /** Follows objects, see {@link Propagation#run}; labels hold all planes of the grid. */
  public PropagationReport run(
      List<Seed> seeds,
      Map<Integer, ? extends Collection<Integer>> kept,
      LabelStack labels,
      DoubleConsumer progress) {
    if (grid.slices() == 1 || grid.frames() == 1) {
      return propagation.run(seeds, kept, labels, progress);
    }
    propagation.requireFitting(seeds, labels);
    Run run = new Run(seeds, labels, progress);
    if (kept.isEmpty()) {
      run.later();
      run.earlier();
    } else {
      run.corrected(kept);
    }
    progress.accept(1);
    return run.report;
  }

  /** One propagation at work. */
  private final class Run {
    private final Map<Integer, List<Seed>> seeds;
    private final Map<Integer, NearestPromptedSlice> frames = new HashMap<>();
    private final LabelStack labels;
    private final DoubleConsumer progress;
    private final PropagationReport report = new PropagationReport();
    private final int first = propagation.span().first() / grid.slices();
    private final int last = propagation.span().last() / grid.slices();
    private int done;

    Run(List<Seed> all, LabelStack labels, DoubleConsumer progress) {
      seeds = all.stream().collect(Collectors.groupingBy(seed -> seed.slice() / grid.slices()));
      this.labels = labels;
      this.progress = progress;
      for (Seed seed : all) {
        frames.computeIfAbsent(
            seed.object(), object -> new NearestPromptedSlice(promptedIn(object), List.of()));
      }
    }

    private List<Integer> promptedIn(int object) {
      return seeds.entrySet().stream()
          .filter(f -> f.getValue().stream().anyMatch(s -> s.object() == object && !s.isAbsent()))
          .map(Map.Entry::getKey)
          .toList();
    }

    void later() {
      for (int frame = first; frame <= last; frame++) {
        List<Seed> known = new ArrayList<>(seeds.getOrDefault(frame, List.of()));
        if (frame > first && propagation.direction() != Direction.BACKWARD) {
          known.addAll(carried(frame - 1, frame));
        }
        through(frame, known, Map.of());
      }
    }

    void earlier() {
      for (int frame = last - 1; frame >= first; frame--) {
        if (propagation.direction() != Direction.FORWARD) {
          through(frame, carried(frame + 1, frame), Map.of());
        }
      }
    }

    void corrected(Map<Integer, ? extends Collection<Integer>> kept) {
      seeds.forEach(
          (frame, known) -> {
            Map<Integer, List<Integer>> here = new HashMap<>();
            kept.forEach(
                (object, planes) ->
                    here.put(object, planes.stream().filter(span(frame)::contains).toList()));
            through(frame, known, here);
          });
    }

    /** Follows objects through the slices of one frame. */
    private void through(
        int frame, List<Seed> known, Map<Integer, ? extends Collection<Integer>> kept) {
      if (!known.isEmpty()) {
        // The next plane after a frame's last one is no neighbour of it.
        propagation.model().memory().ifPresent(SliceMemory::forget);
        Propagation inFrame =
            new Propagation(propagation.model(), propagation.rule(), span(frame), Direction.BOTH);
        report.take(inFrame.run(known, kept, labels, share -> {}));
      }
      progress.accept(Math.min(1, ++done / (2.0 * (last - first + 1))));
    }

    private Span span(int frame) {
      return new Span(
          Math.max(propagation.span().first(), frame * grid.slices()),
          Math.min(propagation.span().last(), (frame + 1) * grid.slices() - 1));
    }

    /** What is known in a frame of objects that the frame beside it speaks for. */
    private List<Seed> carried(int from, int to) {
      FollowedSlice followed = new FollowedSlice(propagation.model(), propagation.rule());
      List<Seed> known = new ArrayList<>();
      largest(from)
          .forEach(
              (object, seen) -> {
                int plane = seen.origin() + (to - from) * grid.slices();
                if (leads(object, from, to) && propagation.span().contains(plane)) {
                  FollowedSlice.Step step = followed.steps(plane, List.of(seen)).get(0);
                  step.object().ifPresent(o -> known.add(seed(object, plane, o)));
                  ended(object, plane, step.reason());
                }
              });
      return known;
    }

    private void ended(int object, int plane, Optional<PathEnd.Reason> reason) {
      reason.ifPresent(r -> report.ended(new PathEnd(object, plane, r)));
    }

    private boolean leads(int object, int from, int to) {
      int owner = frames.get(object).owner(to).orElse(to);
      return from < to ? owner < to : owner > to;
    }

    private Seed seed(int object, int plane, SegmentedObject answer) {
      Mask mask = answer.mask();
      return new Seed(
          object, plane, List.of(mask.boundingBox().orElseThrow(), new MaskPrompt(mask)));
    }

    /** Each followed object on the plane of a frame where it is largest. */
    private Map<Integer, Path> largest(int frame) {
      Map<Integer, Path> largest = new TreeMap<>();
      Span planes = span(frame);
      for (int at = planes.first(); at <= planes.last(); at++) {
        int plane = at;
        labels
            .read(plane)
            .masks()
            .forEach(
                (object, mask) -> {
                  Path before = largest.get(object);
                  boolean isLarger =
                      before == null || mask.areaPixels() > before.last().areaPixels();
                  if (frames.containsKey(object) && isLarger) {
                    largest.put(object, path(object, plane, mask));
                  }
                });
      }
      return largest;
    }

    private Path path(int object, int plane, Mask mask) {
      Contrast contrast = Contrast.of(propagation.model().plane(plane), mask);
      return new Path(object, plane, mask, contrast, frames.get(object));
    }
  }
}
