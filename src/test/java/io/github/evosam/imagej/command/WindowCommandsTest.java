package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.PlugIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

class WindowCommandsTest {
  @TempDir private Path folder;

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(ExpertLibraryCommand.class, ExpertLibraryPlugIn.class),
        Arguments.of(ModelsCommand.class, ModelsPlugIn.class),
        Arguments.of(EvaluateCommand.class, EvaluatePlugIn.class));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bothHostsHaveTheSameLabelInTheSameMenu(
      Class<? extends Command> command, Class<? extends PlugIn> plugIn) throws Exception {
    try (Context context = new Context(CommandService.class)) {
      CommandInfo info = context.service(CommandService.class).getCommand(command);
      assertThat(info.getMenuPath().getMenuString(false)).isEqualTo("Plugins > EvoSAM");
      assertThat(Files.readAllLines(Path.of("plugins.config")))
          .contains(
              "Plugins>EvoSAM, \"%s\", %s"
                  .formatted(info.getMenuPath().getLeaf().getName(), plugIn.getName()));
    }
  }

  @Test
  void withoutAScreenWindowsAreRefusedWithASentenceAndTheMacroGoesOn() throws Exception {
    Path macro =
        Files.writeString(
            folder.resolve("windows.ijm"),
            """
            run("EvoSAM Expert Library", "");
            run("EvoSAM Models", "");
            print("the macro went on");
            """);
    String log = MacroProcess.run(folder.resolve("home"), macro, "");
    assertThat(log)
        .contains("'EvoSAM Expert Library' is a window", "use 'experts' on the command line")
        .contains("'EvoSAM Models' is a window", "use 'models' on the command line")
        .contains("the macro went on");
  }
}
