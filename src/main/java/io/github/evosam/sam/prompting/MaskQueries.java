package io.github.evosam.sam.prompting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.PromptTokens;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the mask decoder many questions: those of equal layout together, in chunks that bound the
 * memory.
 *
 * @param model that answers
 * @param embedding of the view that all questions are about
 */
record MaskQueries(SamModel model, ImageFeatures embedding) {
  /** Largest number of questions decoded together. */
  private static final int CHUNK = 32;

  /**
   * Largest number of pixels of logits decoded together, over all questions: 8 questions of an
   * official model at an input side of 1024.
   */
  private static final int CHUNK_PIXELS = 1 << 19;

  /** Hears of every answer. */
  interface Listener {
    /**
     * Takes one answer.
     *
     * @param index of the question
     * @param masks all masks of the decoder, mask 0 first
     */
    void answered(int index, List<Candidate> masks);
  }

  /** Asks all questions; answers come in no particular order, on this thread. */
  void ask(List<MaskQuery> queries, Listener listener) {
    Map<MaskQuery.Layout, List<Integer>> byLayout = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      byLayout.computeIfAbsent(queries.get(i).layout(), k -> new ArrayList<>()).add(i);
    }
    for (List<Integer> same : byLayout.values()) {
      for (int from = 0; from < same.size(); from += chunk()) {
        List<Integer> some = same.subList(from, Math.min(same.size(), from + chunk()));
        Decoded decoded = decode(some.stream().map(queries::get).toList());
        for (int n = 0; n < some.size(); n++) {
          listener.answered(some.get(n), decoded.candidates(n));
        }
      }
    }
  }

  private int chunk() {
    int side = ModelInput.of(model.config()).lowSide();
    return Math.max(1, Math.min(CHUNK, CHUNK_PIXELS / (side * side)));
  }

  private Decoded decode(List<MaskQuery> queries) {
    PromptTokens tokens = ObjectPrompts.tokens(queries);
    return Scope.value(
        () -> {
          NDList both = model.predict(embedding, tokens, start(queries));
          return new Decoded(both.get(0).toFloatArray(), both.get(1).toFloatArray(), queries);
        });
  }

  private NDArray start(List<MaskQuery> queries) {
    if (queries.get(0).start() == null) {
      return null;
    }
    int side = queries.get(0).view().lowSide();
    float[] values = new float[queries.size() * side * side];
    for (int n = 0; n < queries.size(); n++) {
      System.arraycopy(queries.get(n).start(), 0, values, n * side * side, side * side);
    }
    return model.weights().manager().create(values, new Shape(queries.size(), 1, side, side));
  }

  /**
   * The decoder's answers.
   *
   * @param logits {@code [N, M, low, low]}
   * @param ious {@code [N, M]}
   * @param queries the N questions
   */
  private record Decoded(float[] logits, float[] ious, List<MaskQuery> queries) {

    List<Candidate> candidates(int n) {
      int masks = ious.length / queries.size();
      int pixels = logits.length / ious.length;
      List<Candidate> candidates = new ArrayList<>();
      for (int i = n * masks; i < (n + 1) * masks; i++) {
        float[] mask = Arrays.copyOfRange(logits, i * pixels, (i + 1) * pixels);
        candidates.add(new Candidate(new LowResMask(queries.get(n).view(), mask), ious[i]));
      }
      return candidates;
    }
  }
}
