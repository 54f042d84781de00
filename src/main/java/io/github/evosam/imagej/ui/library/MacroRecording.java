package io.github.evosam.imagej.ui.library;

import ij.plugin.frame.Recorder;

/** Writes what a window does into the macro recorder, as the command that does it in a macro. */
final class MacroRecording {
  private MacroRecording() {}

  /**
   * Records a command, if the recorder is on. Called on the event thread.
   *
   * @param label of the command
   * @param keysAndValues a macro key, its value, the next key, ...
   */
  static void write(String label, String... keysAndValues) {
    if (!Recorder.record) {
      return;
    }
    Recorder.setCommand(label);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String value = Recorder.fixString(keysAndValues[i + 1]).replace("\n", "\\n");
      Recorder.recordOption(keysAndValues[i], value);
    }
    Recorder.saveCommand();
  }
}
