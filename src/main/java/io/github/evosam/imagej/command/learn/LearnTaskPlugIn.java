package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.command.DialogPlugIn;
import io.github.evosam.imagej.command.MacroOptions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Learn Task} in plain ImageJ: the same keys as {@link LearnTaskCommand}, from a
 * macro or a dialog.
 */
public final class LearnTaskPlugIn extends DialogPlugIn<LearnTaskSettings> {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "task",
          "source",
          "images",
          "masks",
          "input",
          "labelimage",
          "roifile",
          "model",
          "device",
          "minutes",
          "epochs",
          "rank",
          "seed",
          "validation",
          "sametask");

  private final Supplier<LearnTaskDialog> dialog;
  private final Runnable learned;

  /** For ImageJ. */
  public LearnTaskPlugIn() {
    this(LearnTaskDialog::ofMenu, () -> {});
  }

  /**
   * The command with a dialog of one's own.
   *
   * @param learned run when there is a new expert
   */
  LearnTaskPlugIn(Supplier<LearnTaskDialog> dialog, Runnable learned) {
    super(LearnTaskDialog.TITLE);
    this.dialog = dialog;
    this.learned = learned;
  }

  @Override
  protected LearnTaskSettings parse(MacroOptions given) {
    given.requireOnly(KEYS);
    return LearnTaskSettings.parse(given);
  }

  @Override
  protected Optional<LearnTaskSettings> ask(Supplier<ImagePlus> image) {
    return dialog.get().ask();
  }

  @Override
  protected String run(Supplier<ImagePlus> image, Supplier<LearnTaskSettings> settings) {
    LearnTaskRun run = LearnTaskRun.of(image, settings);
    run.learned().ifPresent(expert -> learned.run());
    return run.error();
  }

  @Override
  protected void record(LearnTaskSettings settings) {
    LearnTaskSettings.Data data = settings.data();
    LearnTaskSettings.Advanced advanced = settings.advanced();
    recordText("name", settings.name());
    recordText("task", settings.task());
    Recorder.recordOption("source", data.source());
    recordText("images", data.images());
    recordText("masks", data.masks());
    recordText("labelimage", data.labelimage());
    recordText("roifile", data.roifile());
    recordText("model", settings.model());
    Recorder.recordOption("device", settings.device());
    Recorder.recordOption("minutes", Double.toString(advanced.minutes()));
    Recorder.recordOption("epochs", Integer.toString(advanced.epochs()));
    Recorder.recordOption("rank", Integer.toString(advanced.rank()));
    Recorder.recordOption("seed", Long.toString(advanced.seed()));
    recordText("validation", advanced.validation());
    Recorder.recordOption("sametask", advanced.sametask());
  }
}
