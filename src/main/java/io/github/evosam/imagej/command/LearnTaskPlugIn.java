package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.EvoSamException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EvoSAM Learn Task} in plain ImageJ: the same keys as {@link LearnTaskCommand}, from a
 * macro or a dialog.
 */
public final class LearnTaskPlugIn implements PlugIn {
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

  @Override
  public void run(String argument) {
    String options = Macro.getOptions();
    if (options == null) {
      runDialog();
    } else {
      MacroOptions given = new MacroOptions(options);
      learn(
          () -> CurrentImage.titled("input", given.text("input", "")),
          () -> {
            given.requireOnly(KEYS);
            return LearnTaskSettings.parse(given);
          });
    }
  }

  private static void runDialog() {
    try {
      ask()
          .map(settings -> learn(() -> CurrentImage.orElse(null), () -> settings))
          .filter(run -> !run.error().isEmpty())
          .ifPresent(run -> IJ.error(LearnTaskDialog.TITLE, run.error()));
    } catch (EvoSamException | IllegalArgumentException e) {
      IJ.error(LearnTaskDialog.TITLE, e.getMessage());
    }
  }

  private static LearnTaskRun learn(
      Supplier<ImagePlus> input, Supplier<LearnTaskSettings> settings) {
    return LearnTaskRun.of(input, settings);
  }

  /** The dialog's answer, recorded under the macro keys; empty if cancelled. */
  private static Optional<LearnTaskSettings> ask() {
    boolean recording = Recorder.record;
    Recorder.record = false; // a GenericDialog would record its labels, which are no keys
    Optional<LearnTaskSettings> settings;
    try {
      settings = new LearnTaskDialog().ask();
    } finally {
      Recorder.record = recording;
    }
    if (Recorder.record) {
      settings.ifPresent(LearnTaskPlugIn::record);
    }
    return settings;
  }

  private static void record(LearnTaskSettings settings) {
    LearnTaskSettings.Data data = settings.data();
    LearnTaskSettings.Advanced advanced = settings.advanced();
    Recorder.recordOption("name", settings.name());
    recordText("task", settings.task());
    Recorder.recordOption("source", data.source());
    recordText("images", data.images());
    recordText("masks", data.masks());
    recordText("labelimage", data.labelimage());
    recordText("roifile", data.roifile());
    Recorder.recordOption("model", settings.model());
    Recorder.recordOption("device", settings.device());
    Recorder.recordOption("minutes", Double.toString(advanced.minutes()));
    Recorder.recordOption("epochs", Integer.toString(advanced.epochs()));
    Recorder.recordOption("rank", Integer.toString(advanced.rank()));
    Recorder.recordOption("seed", Long.toString(advanced.seed()));
    Recorder.recordOption("validation", advanced.validation());
    Recorder.recordOption("sametask", advanced.sametask());
  }

  private static void recordText(String key, String value) {
    if (!value.isEmpty()) {
      Recorder.recordOption(key, value);
    }
  }
}
