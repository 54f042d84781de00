package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowCommandsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"EvoSAM Expert Library,EvoSAM Manage Experts", "EvoSAM Models,EvoSAM Manage Models"})
  void withoutAScreenAWindowEndsTheMacroWithASentence(String label, String command)
      throws Exception {
    Path macro =
        Files.writeString(
            folder.resolve("window.ijm"), "run(\"%s\"); print(\"went on\");".formatted(label));
    assertThat(MacroProcess.run(folder.resolve("home"), macro, ""))
        .contains("Macro Error: '%s' is a window, and there is no screen".formatted(label))
        .contains("use " + command)
        .doesNotContain("went on\n", "\tat ");
  }
}
