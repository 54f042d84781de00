package io.github.evosam.engine;

import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import java.util.Optional;

/** The expert to suggest where none fits an image by itself. */
public final class NearestExpert {
  private NearestExpert() {}

  /**
   * The expert whose images the current image is most like, after a choice that found none; empty
   * if there was nothing to choose from.
   *
   * @throws IllegalStateException if the choice was automatic and no image was set
   */
  public static Optional<ExpertMatch.Ranked> of(Segmenter segmenter, ExpertChoice choice) {
    return choice.kind() == ExpertChoice.Kind.AUTO && segmenter.hasExperts()
        ? segmenter.match().ranking().stream().findFirst()
        : Optional.empty();
  }

  /**
   * As {@link #of}, to stand behind a mention of the image: {@code " (the nearest is 'NAME')"}, or
   * {@code " (the nearest is 'NAME', which finds nearly nothing)"}.
   */
  public static String mention(Segmenter segmenter, ExpertChoice choice) {
    boolean isAutomatic = choice.kind() == ExpertChoice.Kind.AUTO && segmenter.hasExperts();
    return of(segmenter, choice)
        .map(NearestExpert::mention)
        .orElse(
            isAutomatic
                ? " (none was learned on model '%s')".formatted(segmenter.modelName())
                : "");
  }

  private static String mention(ExpertMatch.Ranked expert) {
    String reason = expert.fits() ? ", which " + expert.objection() : "";
    return " (the nearest is '%s'%s)".formatted(expert.expert(), reason);
  }
}
