package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step of several objects to the next slice. Each connected part of an object is followed by
 * itself, so that an object that splits goes on in all its parts, and a part that ends does not end
 * the others.
 *
 * @param model knows the slices
 * @param rule says when a part ends
 */
record FollowedSlice(SliceModel model, StopRule rule) {

  /**
   * How an object has come over.
   *
   * @param object its parts in one; empty if all have ended
   * @param reason why the largest part ended, if all have
   */
  record Step(Optional<SegmentedObject> object, Optional<PathEnd.Reason> reason) {}

  /**
   * Follows objects to a slice.
   *
   * @param paths that lead there from the slice before
   * @return one for each, in their order
   */
  List<Step> steps(int slice, List<Path> paths) {
    List<List<Mask>> parts = paths.stream().map(path -> parts(path.last())).toList();
    List<Mask> all = parts.stream().flatMap(List::stream).toList();
    List<SegmentedObject> answers = all.isEmpty() ? List.of() : model.follow(slice, all);
    List<Step> steps = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < paths.size(); i++) {
      List<Mask> ofOne = parts.get(i);
      Contrast contrast = paths.get(i).contrast();
      steps.add(step(slice, contrast, ofOne, answers.subList(from, from + ofOne.size())));
      from += ofOne.size();
    }
    return steps;
  }

  /**
   * Follows objects to a slice by the model's memory, each as a whole: it knows of all parts.
   *
   * @param paths that lead there from the slice before
   * @return one for each, in their order
   */
  List<Step> recalled(SliceMemory memory, int slice, List<Path> paths) {
    List<Step> steps = new ArrayList<>();
    for (Path path : paths) {
      SegmentedObject answer = memory.follow(path.object(), slice, slice > path.origin());
      steps.add(step(slice, path.contrast(), List.of(path.last()), List.of(answer)));
    }
    return steps;
  }

  /** What an answer holds without its specks; empty if that is nothing. */
  Optional<SegmentedObject> cleaned(SegmentedObject answer) {
    List<Mask> parts = parts(answer.mask());
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SegmentedObject(
                ObjectParts.union(answer.mask().size(), parts), answer.predictedIou()));
  }

  private List<Mask> parts(Mask mask) {
    return ObjectParts.of(mask, rule.minAreaPixels());
  }

  private Step step(int slice, Contrast contrast, List<Mask> parts, List<SegmentedObject> answers) {
    List<Mask> masks = new ArrayList<>();
    double predictedIou = 1;
    Optional<PathEnd.Reason> first = Optional.empty();
    for (int i = 0; i < parts.size(); i++) {
      Optional<SegmentedObject> answer = cleaned(answers.get(i));
      Optional<PathEnd.Reason> end = end(slice, contrast, parts.get(i), answer);
      if (end.isEmpty()) {
        masks.add(answer.orElseThrow().mask());
        predictedIou = Math.min(predictedIou, answer.orElseThrow().predictedIou());
      }
      first = first.isEmpty() ? end : first;
    }
    if (masks.isEmpty()) {
      return new Step(Optional.empty(), first.or(() -> Optional.of(PathEnd.Reason.VANISHED)));
    }
    Mask union = ObjectParts.union(model.size(), masks);
    return new Step(Optional.of(new SegmentedObject(union, predictedIou)), Optional.empty());
  }

  private Optional<PathEnd.Reason> end(
      int slice, Contrast contrast, Mask before, Optional<SegmentedObject> answer) {
    return answer.isEmpty()
        ? Optional.of(PathEnd.Reason.VANISHED)
        : rule.ends(before, answer.get(), contrast.share(model.plane(slice), answer.get().mask()));
  }
}
