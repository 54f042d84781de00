package io.github.evosam.imagej.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imagej.patcher.LegacyEnvironment;

/**
 * Runs a macro file in a patched, truly headless ImageJ; a process of its own, as a batch user has
 * it.
 */
public final class HeadlessMacro {
  private HeadlessMacro() {}

  /**
   * Runs the macro.
   *
   * @param arguments macro file, its argument, then the plugin's class path
   */
  public static void main(String[] arguments) throws Exception {
    LegacyEnvironment environment = new LegacyEnvironment(null, true);
    for (int i = 2; i < arguments.length; i++) {
      environment.addPluginClasspath(new File(arguments[i]));
    }
    environment.runMacro(Files.readString(Path.of(arguments[0])), arguments[1]);
    System.exit(0); // AWT threads may be left
  }
}
