package io.github.evosam.imagej.command;

import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.ui.dialog.KeyDialog;
import java.awt.GraphicsEnvironment;
import java.util.Map;

/**
 * An item of the menu Plugins &gt; EvoSAM, in plain ImageJ and in Fiji; {@code plugins.config}
 * names the command as argument. A macro's options are the command's keys, those left out keep
 * their defaults, and nothing is asked; from the menu a dialog asks, and what it answers is
 * recorded.
 */
public final class MenuEntry implements PlugIn {
  private static final String ROOM = MenuEntry.class.getPackageName() + ".";

  /**
   * Runs a command.
   *
   * @param argument its class, without the beginning that all have in common
   */
  @Override
  public void run(String argument) {
    EvoSamCommand command = command(argument);
    String options = Macro.getOptions();
    if (options != null || isUnattended()) {
      runMacro(command, options == null ? "" : options);
    } else {
      runMenu(command);
    }
  }

  private static EvoSamCommand command(String argument) {
    try {
      return (EvoSamCommand) Class.forName(ROOM + argument).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("plugins.config names no command: " + argument, e);
    }
  }

  /**
   * Whether nobody could answer; a bare {@code run(command)} in a macro asks where somebody can.
   */
  private static boolean isUnattended() {
    return GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode() && isInMacro();
  }

  private static void runMacro(EvoSamCommand command, String options) {
    try {
      MacroKeys.of(command.getClass()).read(command, options);
    } catch (IllegalArgumentException e) {
      command.refuse(e.getMessage());
      return;
    }
    command.run();
    if (command.isCanceled() && !command.asks() && GraphicsEnvironment.isHeadless()) {
      ErrorBox.show(command.title(), command.getCancelReason()); // which ends the macro
    }
  }

  private static void runMenu(EvoSamCommand command) {
    if (!command.asks()) {
      runRecorded(command, Map.of());
      return;
    }
    remember(command);
    try {
      command.suggest();
    } catch (IllegalArgumentException e) {
      attend(command);
      command.refuse(e.getMessage());
      ErrorBox.show(command.title(), e.getMessage());
      return;
    }
    ask(command);
  }

  /** Gives a command what was chosen in its dialog the last time. */
  public static void remember(EvoSamCommand command) {
    KeyDialog.remember(command.title(), MacroKeys.of(command.getClass()), command);
  }

  /**
   * Asks the user, starting from what the command holds, and runs it if that is wanted.
   *
   * @param command that suggests nothing more by itself
   */
  public static void ask(EvoSamCommand command) {
    MacroKeys keys = MacroKeys.of(command.getClass());
    EvoSamCommand usual = command(command.getClass().getName().substring(ROOM.length()));
    KeyDialog dialog =
        new KeyDialog(command.title(), command.heading(), keys, usual, command::requireSensible);
    if (dialog.ask(command) && command.isMeant()) {
      runRecorded(command, keys.recorded(command, usual));
    }
  }

  private static void runRecorded(EvoSamCommand command, Map<String, String> options) {
    record(command.title(), options);
    attend(command);
    command.run();
    if (command.isCanceled()) {
      MacroKeys keys = MacroKeys.of(command.getClass());
      ErrorBox.show(command.title(), KeyDialog.inPlainWords(keys, command.getCancelReason()));
    }
  }

  /** In a macro, which may have asked by a bare {@code run}, traces are wanted all the same. */
  private static void attend(EvoSamCommand command) {
    if (!isInMacro()) {
      command.attend();
    }
  }

  private static boolean isInMacro() {
    return Thread.currentThread().getName().startsWith("Run$_");
  }

  /** Written before the command runs, since another may be started meanwhile. */
  private static void record(String title, Map<String, String> options) {
    if (Recorder.record) {
      Recorder.setCommand(title);
      options.forEach((key, value) -> Recorder.recordOption(key, Recorder.fixString(value)));
      Recorder.saveCommand();
    }
  }
}
