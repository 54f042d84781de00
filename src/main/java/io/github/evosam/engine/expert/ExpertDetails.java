package io.github.evosam.engine.expert;

import io.github.evosam.library.DiceChange;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertDescription;
import io.github.evosam.library.ExpertManifest;
import java.util.List;
import java.util.Optional;

/**
 * All that is noted of an expert.
 *
 * @param entry its line in the list
 * @param task what it segments, in the trainer's words
 * @param baseModelSha256 of the base model that it needs
 * @param split number of encoder blocks that it leaves as they are
 * @param rank of its changes
 * @param alpha scale of its changes, times the rank
 * @param targets what it changes
 * @param tileSidePixels tiles that it looks at without a prompt; 0: whole images
 * @param promptless mean Dice on validation images without a prompt
 * @param prompted mean Dice on validation images with a box for each object
 * @param images number of images that it was learned from
 * @param seed of its random numbers
 * @param pluginVersion of EvoSAM
 * @param warmStart id of the expert that it started from, which may be gone; empty: it started anew
 * @param notes of the user
 */
public record ExpertDetails(
    ExpertEntry entry,
    String task,
    String baseModelSha256,
    int split,
    int rank,
    double alpha,
    List<String> targets,
    int tileSidePixels,
    Optional<Change> promptless,
    Optional<Change> prompted,
    int images,
    long seed,
    String pluginVersion,
    Optional<String> warmStart,
    String notes) {

  /** Mean Dice of the base model and of the expert. */
  public record Change(double diceBefore, double diceAfter) {
    private static Change of(DiceChange dice) {
      return new Change(dice.before(), dice.after());
    }
  }

  public static ExpertDetails of(Expert expert) {
    ExpertDescription described = expert.manifest().description();
    return new ExpertDetails(
        entry(expert),
        described.task(),
        described.baseModel().sha256(),
        described.adapter().split(),
        described.adapter().rank(),
        described.adapter().alpha(),
        described.adapter().targets(),
        TaskScale.of(described.scale()).tileSidePixels(),
        described.metrics().promptless().map(Change::of),
        described.metrics().prompted().map(Change::of),
        described.provenance().images(),
        described.provenance().seed(),
        described.provenance().pluginVersion(),
        described.provenance().warmStart(),
        described.notes());
  }

  static ExpertEntry entry(Expert expert) {
    return entry(expert.manifest());
  }

  static ExpertEntry entry(ExpertManifest manifest) {
    ExpertDescription described = manifest.description();
    return new ExpertEntry(
        manifest.id(),
        manifest.name(),
        described.baseModel().name(),
        described.provenance().created().toString(),
        manifest.bytes(),
        ExpertEntry.READY);
  }
}
