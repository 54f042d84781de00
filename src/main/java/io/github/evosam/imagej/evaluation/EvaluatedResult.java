package io.github.evosam.imagej.evaluation;

import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.engine.evaluation.ResultScores;
import java.util.List;
import java.util.Optional;

/**
 * A result that was compared with its truth, or could not be.
 *
 * @param name of the image
 * @param scores empty if it could not be compared
 * @param error why not, one sentence; empty if it was
 */
public record EvaluatedResult(String name, Optional<ResultScores> scores, String error) {
  /** Checks that there is one of the two. */
  public EvaluatedResult {
    if (scores.isPresent() != error.isEmpty()) {
      throw new IllegalArgumentException("A result has either scores or an error");
    }
  }

  /** A result with its scores. */
  public static EvaluatedResult of(String name, ResultScores scores) {
    return new EvaluatedResult(name, Optional.of(scores), "");
  }

  /** A result that could not be compared. */
  public static EvaluatedResult failed(String name, String error) {
    return new EvaluatedResult(name, Optional.empty(), error);
  }

  /** The scores of its planes; none if it could not be compared. */
  public List<PlaneScores> planes() {
    return scores.map(ResultScores::planes).orElse(List.of());
  }
}
