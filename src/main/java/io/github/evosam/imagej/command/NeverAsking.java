package io.github.evosam.imagej.command;

import org.scijava.Priority;
import org.scijava.command.CommandModule;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Keeps SciJava from asking for keys that a script has left out, from putting another image in
 * their place, and from opening a table for each output: an {@link EvoSamCommand} knows what a
 * missing key means, and shows its results itself.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.FIRST)
public final class NeverAsking extends AbstractPreprocessorPlugin {
  @Override
  public void process(Module module) {
    if (module instanceof CommandModule of && of.getDelegateObject() instanceof EvoSamCommand) {
      for (ModuleItem<?> input : module.getInfo().inputs()) {
        module.resolveInput(input.getName());
      }
      for (ModuleItem<?> output : module.getInfo().outputs()) {
        module.resolveOutput(output.getName());
      }
    }
  }
}
