package io.github.evosam.engine.origin;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.weights.Checksum;
import java.util.Optional;

/**
 * The expert that results were made with.
 *
 * @param name that it had
 * @param id for ever the same
 * @param sha256 of its tensors
 * @param confidence of the matcher, 0..1; empty if the user chose
 */
public record UsedExpert(String name, String id, String sha256, Optional<Double> confidence) {
  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if something is
   */
  public UsedExpert {
    ResultOrigin.require(name, "expert.name");
    ResultOrigin.require(id, "expert.id");
    Checksum.sha256(ResultOrigin.require(sha256, "expert.sha256"));
    confidence = ResultOrigin.orEmpty(confidence);
  }

  /** The expert in use. */
  static UsedExpert of(ChosenExpert chosen, Segmenter segmenter) {
    return new UsedExpert(
        chosen.name(), chosen.id(), segmenter.router().checksum(chosen.id()), chosen.confidence());
  }

  /** The choice of just this expert, whatever it is called now. */
  public ExpertChoice choice() {
    return ExpertChoice.parse(id);
  }

  /**
   * What is otherwise in the expert now, a sentence; empty if nothing is.
   *
   * @throws io.github.evosam.EvoSamException if it was removed, or cannot be used
   */
  Optional<String> change(Segmenter segmenter) {
    return segmenter.router().checksum(id).equals(sha256)
        ? Optional.empty()
        : Optional.of("The expert '%s' (%s) has changed since".formatted(name, id));
  }
}
