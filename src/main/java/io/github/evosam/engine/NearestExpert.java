package io.github.evosam.engine;

import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;

/** The expert to suggest where none fits an image by itself. */
public final class NearestExpert {
  private NearestExpert() {}

  /**
   * Names the expert that the matcher ranks first, after a choice that found none: {@code " (the
   * nearest is 'NAME')"}, {@code " (the nearest is 'NAME', which finds nearly nothing)"}, or that
   * none was learned on the open model; empty if there was nothing to choose from.
   *
   * @throws IllegalStateException if the choice was automatic and no image was set
   */
  public static String mention(Segmenter segmenter, ExpertChoice choice) {
    if (choice.kind() != ExpertChoice.Kind.AUTO || !segmenter.hasExperts()) {
      return "";
    }
    return segmenter.match().ranking().stream()
        .findFirst()
        .map(NearestExpert::mention)
        .orElse(" (none was learned on model '%s')".formatted(segmenter.modelName()));
  }

  private static String mention(ExpertMatch.Ranked expert) {
    String reason = expert.fits() ? ", which " + expert.objection() : "";
    return " (the nearest is '%s'%s)".formatted(expert.expert(), reason);
  }
}
