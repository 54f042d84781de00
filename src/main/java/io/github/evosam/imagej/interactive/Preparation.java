package io.github.evosam.imagej.interactive;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.geometry.PixelSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a session knows when an image is ready for prompts.
 *
 * @param expert in place; empty for plain SAM
 * @param match how well the experts fit; empty ranking without experts
 * @param note why it is not the expert that was asked for; empty if it is
 */
public record Preparation(Optional<ChosenExpert> expert, ExpertMatch match, String note) {

  /**
   * Makes a plane ready for prompts, on the worker's thread. Where the expert cannot be used, the
   * plain model is.
   *
   * @param source reads the pixels
   * @param phases hears of each phase but the reading
   */
  static Preparation of(
      ObjectModel model,
      Supplier<PixelSource> source,
      ExpertChoice expert,
      Consumer<SessionListener.Phase> phases) {
    PixelSource image = source.get();
    phases.accept(SessionListener.Phase.EMBEDDING);
    model.setImage(image);
    phases.accept(SessionListener.Phase.CHOOSING);
    String note = "";
    Optional<ChosenExpert> used;
    try {
      used = model.use(expert);
    } catch (EvoSamException | IllegalArgumentException e) {
      note = e.getMessage();
      used = model.use(ExpertChoice.NONE);
    }
    Preparation prepared = new Preparation(used, model.match(), note);
    phases.accept(SessionListener.Phase.FINISHING);
    model.embed();
    return prepared;
  }
}
