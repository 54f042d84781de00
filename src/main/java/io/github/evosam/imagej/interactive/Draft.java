package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.MaskProposal;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The object at hand, after some steps. Immutable. It depends on nothing but the image, the expert
 * and the steps in their order, so that the same steps give the same mask.
 *
 * @param label that it had when it was accepted before, 0 if it is new
 * @param position slice and frame that it lies on, all channels
 * @param steps all that was done, in order
 * @param prompts what the steps show of the object; a mask drawn by hand stands for all before it
 * @param answer the mask at present
 */
public record Draft(
    int label, StackPosition position, List<DraftStep> steps, List<Prompt> prompts, Answer answer) {

  /** Copies the lists. */
  public Draft {
    steps = List.copyOf(steps);
    prompts = List.copyOf(prompts);
  }

  /** The place that it is to have among the accepted objects, as far as it is known. */
  ObjectPlace place() {
    return new ObjectPlace(label, position);
  }

  /** The mask at present; may be empty, if the model sees nothing there. */
  public Mask mask() {
    return answer.mask();
  }

  /**
   * How large and how good it is, and where it lies if it is not seen, as in {@code 1,024 px,
   * quality 0.85, on slice 3}.
   *
   * @param seen what the user sees
   */
  public String describe(StackPosition seen) {
    return "%,d px%s%s"
        .formatted(
            mask().areaPixels(),
            answer.predictedIou().map(q -> ", quality %.2f".formatted(q)).orElse(""),
            position.agreesWith(seen) ? "" : ", on " + position);
  }

  /**
   * A new object by its first step.
   *
   * @throws IllegalArgumentException if the step cannot be the first, or the model refuses it
   */
  static Draft begin(StackPosition position, DraftStep first, ObjectModel model) {
    if (first instanceof DraftStep.NextMask) {
      throw new IllegalArgumentException("There is no mask yet; click on an object first");
    }
    return new Draft(0, position, List.of(), List.of(), Answer.drawn(null)).after(first, model);
  }

  /** An accepted object, to be changed. */
  static Draft of(AcceptedObject object) {
    return new Draft(
        object.label(),
        object.position(),
        List.of(new DraftStep.Drawn(object.mask())),
        List.of(new MaskPrompt(object.mask())),
        Answer.drawn(object.mask()));
  }

  /**
   * The object after one more step.
   *
   * @throws IllegalArgumentException if the model refuses the prompts
   */
  Draft after(DraftStep step, ObjectModel model) {
    List<DraftStep> all = with(steps, List.of(step));
    if (step instanceof DraftStep.Drawn drawn) {
      return new Draft(
          label, position, all, List.of(new MaskPrompt(drawn.mask())), Answer.drawn(drawn.mask()));
    }
    if (step instanceof DraftStep.Prompts shown) {
      List<Prompt> prompts = merged(shown.prompts());
      requirePositive(prompts);
      Optional<MaskProposal> start = hasMask(shown.prompts()) ? Optional.empty() : answer.chosen();
      return new Draft(label, position, all, prompts, Answer.best(model.propose(prompts, start)));
    }
    return new Draft(label, position, all, prompts, answer.next());
  }

  /**
   * The same steps anew, as with another expert.
   *
   * @throws IllegalArgumentException if the model refuses a step
   */
  Draft again(ObjectModel model) {
    Draft draft = new Draft(label, position, List.of(), List.of(), Answer.drawn(null));
    for (DraftStep step : steps) {
      draft = draft.after(step, model);
    }
    return draft;
  }

  /** The prompts so far and more; a box or mask takes the place of an earlier one. */
  private List<Prompt> merged(List<Prompt> more) {
    List<Prompt> kept =
        prompts.stream()
            .filter(old -> !(old instanceof BoxPrompt && more.stream().anyMatch(Draft::isBox)))
            .filter(old -> !(old instanceof MaskPrompt && hasMask(more)))
            .toList();
    return with(kept, more);
  }

  private static boolean isBox(Prompt prompt) {
    return prompt instanceof BoxPrompt;
  }

  private static boolean hasMask(List<Prompt> prompts) {
    return prompts.stream().anyMatch(MaskPrompt.class::isInstance);
  }

  private static void requirePositive(List<Prompt> prompts) {
    if (prompts.stream().allMatch(p -> p instanceof PointPrompt point && !point.positive())) {
      throw new IllegalArgumentException(
          "Show the object first, by a click on it or a box around it; then clicks beside it take"
              + " parts away");
    }
  }

  private static <T> List<T> with(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
