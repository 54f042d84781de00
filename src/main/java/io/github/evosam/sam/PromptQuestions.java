package io.github.evosam.sam;

import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the prompts of objects of one image into questions to the mask decoder, one for each view,
 * and asks them together.
 */
final class PromptQuestions {
  private final EmbeddedImage image;
  private final PromptViews views;
  private Optional<ExpectedObjects> expected = Optional.empty();

  /**
   * Questions that start from nothing.
   *
   * @param image both hold the same one
   */
  PromptQuestions(EmbeddedImage image, PromptViews views) {
    this.image = image;
    this.views = views;
  }

  /** See {@link SamPredictor#expect}. */
  void expect(Function<PixelSource, float[]> finder) {
    expected = Optional.of(new ExpectedObjects(finder));
  }

  /** See {@link SamPredictor#expectNothing}. */
  void expectNothing() {
    expected = Optional.empty();
  }

  /** Finds out now what is expected of the image. */
  void prepare() {
    if (!image.size().isBig()) {
      expected.ifPresent(objects -> objects.find(image.pixels()));
    }
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
    return views.of(object).stream()
        .map(view -> MaskQuery.of(object, previous, view, this::expected))
        .toList();
  }

  /** What is expected in a view, or null; in a big image nothing is. */
  private float[] expected(View view) {
    return expected.isEmpty() || image.size().isBig()
        ? null
        : expected.get().in(view, image.pixels());
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
