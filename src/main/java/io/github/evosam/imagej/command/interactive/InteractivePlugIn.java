package io.github.evosam.imagej.command.interactive;

import ij.Macro;
import ij.plugin.PlugIn;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.ErrorBox;
import io.github.evosam.imagej.command.MacroOptions;
import io.github.evosam.imagej.command.learn.TeachThis;
import io.github.evosam.imagej.ui.session.InteractiveWindow;
import java.util.Set;

/** {@code EvoSAM Interactive} in plain ImageJ: the same keys as {@link InteractiveCommand}. */
public final class InteractivePlugIn implements PlugIn {
  private static final String TITLE = "EvoSAM Interactive";
  private static final Set<String> KEYS = Set.of("input", "model");

  @Override
  public void run(String argument) {
    String options = Macro.getOptions();
    MacroOptions given = new MacroOptions(options == null ? "" : options);
    try {
      given.requireOnly(KEYS);
      InteractiveWindow.open(
          CurrentImage.titled("input", given.text("input", "")),
          given.text("model", BaseModels.EMBEDDED),
          new TeachThis());
    } catch (IllegalArgumentException e) {
      ErrorBox.show(TITLE, e.getMessage());
    }
  }
}
