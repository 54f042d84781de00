package io.github.evosam.imagej.command;

import ij.ImagePlus;
import ij.Macro;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.EvoSamException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command in plain ImageJ: a macro's options or a dialog's answer are its settings, and what the
 * dialog answers is recorded under the macro keys.
 *
 * @param <S> the settings
 */
public abstract class DialogPlugIn<S> implements PlugIn {
  private final String title;

  /** A command of this name. */
  protected DialogPlugIn(String title) {
    this.title = title;
  }

  /**
   * Reads a macro's options.
   *
   * @throws IllegalArgumentException if a key is not known, or a value not possible
   */
  protected abstract S parse(MacroOptions given);

  /** Shows the dialog; empty if it is cancelled. */
  protected abstract Optional<S> ask(Supplier<ImagePlus> image);

  /** Records settings, key by key. */
  protected abstract void record(S settings);

  /**
   * Runs the command, which leaves a trace of its own.
   *
   * @param image that it works on, if any
   * @param settings reads what to do; its refusals, too, leave a trace
   * @return why it failed; empty if it did not
   */
  protected abstract String run(Supplier<ImagePlus> image, Supplier<S> settings);

  /** The image that the dialog, and then the command, is about; here whatever is in front then. */
  protected Supplier<ImagePlus> image() {
    return () -> CurrentImage.orElse(null);
  }

  @Override
  public final void run(String argument) {
    String options = Macro.getOptions();
    if (options == null) {
      runDialog();
    } else {
      MacroOptions given = new MacroOptions(options);
      run(() -> CurrentImage.titled("input", given.text("input", "")), () -> parse(given));
    }
  }

  /** Asks the user, runs, and says if it failed. */
  public final void runDialog() {
    try {
      Supplier<ImagePlus> image = image();
      unrecorded(image)
          .map(settings -> runRecorded(image, settings))
          .filter(error -> !error.isEmpty())
          .ifPresent(error -> ErrorBox.show(title, error));
    } catch (EvoSamException | IllegalArgumentException e) {
      ErrorBox.show(title, e.getMessage());
    }
  }

  private String runRecorded(Supplier<ImagePlus> image, S settings) {
    if (Recorder.record) {
      record(settings);
    }
    return run(image, () -> settings);
  }

  /** The dialog's answer; a GenericDialog would record its labels, which are no keys. */
  private Optional<S> unrecorded(Supplier<ImagePlus> image) {
    boolean recording = Recorder.record;
    Recorder.record = false;
    try {
      return ask(image);
    } finally {
      Recorder.record = recording;
    }
  }

  /**
   * Records a text, unless it is empty, as it stands in a macro's string: quotes and backslashes
   * escaped.
   */
  protected static void recordText(String key, String value) {
    if (!value.isEmpty()) {
      Recorder.recordOption(key, Recorder.fixString(value));
    }
  }

  /** Records what is on or off. */
  protected static void recordFlag(String key, boolean value) {
    Recorder.recordOption(key, Boolean.toString(value));
  }
}
