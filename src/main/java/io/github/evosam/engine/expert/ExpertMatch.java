package io.github.evosam.engine.expert;

import java.util.List;
import java.util.Optional;

/**
 * How well each expert fits an image.
 *
 * @param ranking the experts of the open base model, the best first; empty if there is none
 */
public record ExpertMatch(List<Ranked> ranking) {
  /** An expert that found less on its validation images is of no use, mean Dice. */
  public static final double LEAST_DICE = 0.3;

  /**
   * One expert.
   *
   * @param expert its name
   * @param id its id, which outlives a change of name
   * @param score about 1 for images like its own and 0 for others
   * @param confidence probability that it is this expert if one fits, 0..1
   * @param fits whether the image looks like one of its task
   * @param worthless whether it found nearly nothing when it was learned, see {@link #LEAST_DICE}
   */
  public record Ranked(
      String expert, String id, double score, double confidence, boolean fits, boolean worthless) {
    /** Why it is not to be chosen, in two or three words; empty if it may be. */
    public String objection() {
      if (!fits) {
        return "does not fit";
      }
      return worthless ? "finds nearly nothing" : "";
    }
  }

  /** Freezes the list. */
  public ExpertMatch {
    ranking = List.copyOf(ranking);
  }

  /** The best expert, if it fits: whose task the image may belong to. */
  public Optional<Ranked> closest() {
    return ranking.stream().findFirst().filter(Ranked::fits);
  }

  /** The same, if it is of use; else empty, which stands for plain SAM. */
  public Optional<Ranked> chosen() {
    return closest().filter(best -> !best.worthless());
  }
}
