package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.imagej.key.MacroKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.ItemIO;
import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.widget.InputHarvester;

/**
 * A SciJava whose user interface is visible: where Fiji's would open a dialog for inputs that are
 * missing, or a window for outputs, this one counts. imagej-legacy, which runs macros by SciJava's
 * commands where these own the menu, is not to be had for a test; that they own none is in {@link
 * MenuTest}.
 */
class VisibleFijiTest {
  private static final List<String> ASKED = new ArrayList<>();
  private static final List<String> SHOWN = new ArrayList<>();

  /** Asks for every input that nobody has given, as the harvesters of Swing do. */
  public static final class Harvester extends AbstractPreprocessorPlugin {
    @Override
    public void process(Module module) {
      for (ModuleItem<?> input : module.getInfo().inputs()) {
        if (!module.isInputResolved(input.getName())) {
          ASKED.add(input.getName());
        }
      }
    }
  }

  /** Shows every output that nobody has shown. */
  public static final class Shower extends AbstractPostprocessorPlugin {
    @Override
    public void process(Module module) {
      for (ModuleItem<?> output : module.getInfo().outputs()) {
        if (!module.isOutputResolved(output.getName())) {
          SHOWN.add(output.getName());
        }
      }
    }
  }

  /** What our commands would be without {@link NeverAsking}. */
  public static final class Ordinary implements Command {
    @Parameter private String text = "as usual";

    @Parameter(type = ItemIO.OUTPUT)
    private int number;

    @Override
    public void run() {
      number = text.length();
    }
  }

  @TempDir private Path folder;
  private final Context context = new Context(CommandService.class, PluginService.class);
  private final CommandService commands = context.service(CommandService.class);

  VisibleFijiTest() {
    PluginService plugins = context.service(PluginService.class);
    PluginInfo<PreprocessorPlugin> asking =
        new PluginInfo<>(Harvester.class, PreprocessorPlugin.class);
    asking.setPriority(InputHarvester.PRIORITY);
    PluginInfo<PostprocessorPlugin> showing =
        new PluginInfo<>(Shower.class, PostprocessorPlugin.class);
    showing.setPriority(Priority.LAST);
    plugins.addPlugin(asking);
    plugins.addPlugin(showing);
    ASKED.clear();
    SHOWN.clear();
  }

  @AfterEach
  void stop() {
    context.dispose();
  }

  static Stream<String> ours() throws Exception {
    return Files.readAllLines(Path.of("plugins.config")).stream()
        .map(line -> line.replaceFirst(".*\\(\"(.*)\"\\)", "$1"))
        .filter(name -> !name.matches(".*(Library|\\.Models)Command")); // windows without keys
  }

  @Test
  void ofAnOrdinaryCommandEveryInputIsAskedAndEveryOutputShown() throws Exception {
    commands.run(new CommandInfo(Ordinary.class), true).get();
    assertThat(ASKED).containsExactly("text");
    assertThat(SHOWN).containsExactly("number");
  }

  @ParameterizedTest
  @MethodSource("ours")
  void ofOursNothingIsAskedAndNothingShown(String name) throws Exception {
    Class<? extends EvoSamCommand> type =
        Class.forName(MenuEntry.class.getPackageName() + "." + name)
            .asSubclass(EvoSamCommand.class);
    Map<String, Object> inputs = new HashMap<>();
    if (MacroKeys.of(type).names().contains("model")) {
      inputs.put("model", folder + "/nowhere"); // so that nothing is done that takes long
    }
    CommandModule done = commands.run(type, true, inputs).get();
    assertThat(ASKED).isEmpty();
    assertThat(SHOWN).isEmpty();
    assertThat(done.getDelegateObject()).isInstanceOf(type);
  }

  @Test
  void everyDocumentedCallNamesKeysAndValuesThatAreThere() throws Exception {
    Map<String, EvoSamCommand> byTitle = new HashMap<>();
    for (CommandInfo info : commands.getCommands()) {
      if (!info.getClassName().startsWith(MenuEntry.class.getPackageName())) {
        continue;
      }
      EvoSamCommand command =
          (EvoSamCommand) info.loadDelegateClass().getDeclaredConstructor().newInstance();
      byTitle.put(command.title(), command);
    }
    assertThat(byTitle).hasSize(10);
    assertThat(DocumentedCall.all()).hasSizeGreaterThan(10);
    for (DocumentedCall call : DocumentedCall.all()) {
      assertThat(byTitle).containsKey(call.command());
      MacroKeys keys = MacroKeys.of(byTitle.get(call.command()).getClass());
      String withoutImage = call.options().replaceAll("\\binput=\\[cells.tif\\]", "");
      keys.read(byTitle.get(call.command()), withoutImage);
    }
  }
}
