package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.PlugIn;
import io.github.evosam.imagej.command.evaluate.EvaluateCommand;
import io.github.evosam.imagej.command.evaluate.EvaluatePlugIn;
import io.github.evosam.imagej.command.experts.ExpertLibraryCommand;
import io.github.evosam.imagej.command.experts.ExpertLibraryPlugIn;
import io.github.evosam.imagej.command.experts.ManageExpertsCommand;
import io.github.evosam.imagej.command.experts.ManageExpertsPlugIn;
import io.github.evosam.imagej.command.models.ManageModelsCommand;
import io.github.evosam.imagej.command.models.ManageModelsPlugIn;
import io.github.evosam.imagej.command.models.ModelsCommand;
import io.github.evosam.imagej.command.models.ModelsPlugIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
        Arguments.of(ManageExpertsCommand.class, ManageExpertsPlugIn.class),
        Arguments.of(ManageModelsCommand.class, ManageModelsPlugIn.class),
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

  @ParameterizedTest
  @CsvSource({"EvoSAM Expert Library,EvoSAM Manage Experts", "EvoSAM Models,EvoSAM Manage Models"})
  void withoutAScreenAWindowEndsTheMacroWithASentence(String label, String command)
      throws Exception {
    Path macro =
        Files.writeString(
            folder.resolve("window.ijm"),
            "run(\"%s\", \"\"); print(\"went on\");".formatted(label));
    assertThat(MacroProcess.run(folder.resolve("home"), macro, ""))
        .contains("Macro Error: '%s' is a window, and there is no screen".formatted(label))
        .contains("use " + command)
        .doesNotContain("went on\n", "\tat ");
  }
}
