package io.github.evosam.imagej.interactive;

import io.github.evosam.engine.MaskProposal;
import io.github.evosam.geometry.Mask;
import java.util.List;
import java.util.Optional;

/**
 * The masks that were offered for an object, and which of them is taken.
 *
 * @param proposals what the model offers, best first; empty if the mask was drawn by hand
 * @param rank 0-based place of the chosen one
 * @param mask the chosen mask, or the one drawn
 */
public record Answer(List<MaskProposal> proposals, int rank, Mask mask) {
  /** Copies the proposals. */
  public Answer {
    proposals = List.copyOf(proposals);
  }

  static Answer best(List<MaskProposal> proposals) {
    return new Answer(proposals, 0, proposals.get(0).mask());
  }

  static Answer drawn(Mask mask) {
    return new Answer(List.of(), 0, mask);
  }

  /** The next proposal with another mask, after the last one the first again. */
  Answer next() {
    for (int step = 1; step < proposals.size(); step++) {
      int other = (rank + step) % proposals.size();
      if (!proposals.get(other).mask().equals(mask)) {
        return new Answer(proposals, other, proposals.get(other).mask());
      }
    }
    return this;
  }

  /** What the next prompt starts from; empty if the mask was drawn. */
  Optional<MaskProposal> chosen() {
    return proposals.isEmpty() ? Optional.empty() : Optional.of(proposals.get(rank));
  }

  /** The model's own estimate of the mask's quality; empty if the mask was drawn. */
  public Optional<Double> predictedIou() {
    return chosen().map(MaskProposal::predictedIou);
  }
}
