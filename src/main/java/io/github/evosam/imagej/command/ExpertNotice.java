package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.NearestExpert;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import java.util.Optional;

/** Tells the user which expert works on an image, and how sure the choice is. */
public final class ExpertNotice {
  private ExpertNotice() {}

  /** Writes into the log what was chosen, if there was anything to choose from. */
  public static void log(
      String command,
      ImagePlus image,
      Segmenter segmenter,
      ExpertChoice choice,
      Optional<ChosenExpert> chosen) {
    sentence(segmenter, choice, chosen)
        .ifPresent(text -> IJ.log("%s: '%s': %s".formatted(command, image.getTitle(), text)));
  }

  private static Optional<String> sentence(
      Segmenter segmenter, ExpertChoice choice, Optional<ChosenExpert> chosen) {
    if (chosen.isPresent()) {
      return Optional.of("expert " + chosen.get().describe());
    }
    String nearest = NearestExpert.mention(segmenter, choice);
    return nearest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no expert fits%s, so %s works as it is".formatted(nearest, segmenter.modelName()));
  }
}
