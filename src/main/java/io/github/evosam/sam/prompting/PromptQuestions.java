package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the prompts of objects of one image into questions to the mask decoder, one for each view,
 * and asks them together.
 */
final class PromptQuestions {
  private final EmbeddedImage image;
  private final PromptViews views;
  private final boolean drawsPrompts;
  private Expectation expectation = Expectation.NONE;

  /**
   * Questions that start from nothing.
   *
   * @param image both hold the same one
   * @param drawsPrompts whether the model does
   */
  PromptQuestions(EmbeddedImage image, PromptViews views, boolean drawsPrompts) {
    this.image = image;
    this.views = views;
    this.drawsPrompts = drawsPrompts;
  }

  /** From now on with what is expected. */
  void expect(Expectation expected) {
    expectation = expected;
  }

  /** Finds out now what is expected of the image. */
  void prepare() {
    expectation.prepare(image.pixels());
  }

  /**
   * One object's question in each of its views, the frame first.
   *
   * @param previous earlier answer to be refined, or null
   * @throws IllegalArgumentException if the prompts do not go together or lie outside the image
   * @throws IllegalStateException if there is no image
   */
  List<MaskQuery> about(List<Prompt> prompts, LowResMask previous) {
    ObjectPrompts object = ObjectPrompts.of(prompts, image.size());
    boolean informed = expectation.uses(ExpectationUse.STARTED_FROM, object, image.pixels());
    return views.of(object).stream()
        .map(view -> MaskQuery.of(object, previous, view, informed ? this::expected : any -> null))
        .map(query -> drawsPrompts && previous == null ? query.opened() : query)
        .toList();
  }

  private float[] expected(View view) {
    return expectation.objects().in(view, image.pixels());
  }

  /**
   * The answer to a question where it is selected from what is expected; empty where the decoder is
   * to be asked.
   *
   * @param previous as for {@link #about}
   */
  Optional<Candidate> selected(MaskQuery query, LowResMask previous) {
    boolean decoded = previous != null && !previous.isSelected();
    return decoded
            || !expectation.uses(ExpectationUse.SELECTED_FROM, query.prompts(), image.pixels())
        ? Optional.empty()
        : new ObjectSelection(expectation.objects().of(image.pixels()))
            .of(query.prompts(), query.view());
  }

  /** All masks of each object in all of its views. */
  List<List<Candidate>> answers(List<List<MaskQuery>> objects) {
    Map<View, Questions> frames = new LinkedHashMap<>();
    Questions magnified = new Questions();
    List<List<Candidate>> answers = new ArrayList<>();
    for (List<MaskQuery> object : objects) {
      View frame = object.get(0).view();
      List<Candidate> masks = new ArrayList<>();
      frames.computeIfAbsent(frame, view -> new Questions()).add(object.get(0), masks);
      object.stream().skip(1).forEach(query -> magnified.add(query, masks));
      answers.add(masks);
    }
    frames.forEach((frame, questions) -> questions.ask(views.in(frame)));
    if (!magnified.isEmpty()) {
      magnified.ask(views.ofParts());
    }
    return answers;
  }
}
