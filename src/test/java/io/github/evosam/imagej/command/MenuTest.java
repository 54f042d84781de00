package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

/** {@code plugins.config} owns the menu in every host; SciJava knows the commands for scripts. */
class MenuTest {
  private static final Pattern LINE =
      Pattern.compile(
          "Plugins>EvoSAM(>For macros)?, \"(EvoSAM [^\"]+)\", (\\S+)\\(\"([a-z]+\\.[A-Za-z]+)\"\\)");

  @Test
  void everyCommandHasOneItemAndItsLabel() throws Exception {
    Map<String, String> items = items();
    assertThat(items).hasSize(10);
    try (Context context = new Context(CommandService.class)) {
      for (CommandInfo info : ours(context)) {
        EvoSamCommand command =
            (EvoSamCommand) info.loadDelegateClass().getDeclaredConstructor().newInstance();
        assertThat(items.remove(info.getClassName())).isEqualTo(command.title());
      }
    }
    assertThat(items).as("items without a command").isEmpty();
  }

  @Test
  void inFijiTheMenuIsNotSciJavas() {
    try (Context context = new Context(CommandService.class)) {
      assertThat(ours(context))
          .hasSize(10)
          .allSatisfy(info -> assertThat(info.getMenuPath()).as(info.getClassName()).isEmpty());
    }
  }

  @Test
  void whatServesMacrosOnlyStandsApart() throws IOException {
    assertThat(Files.readAllLines(Path.of("plugins.config")))
        .filteredOn(line -> line.contains(">For macros"))
        .allMatch(line -> line.contains("\"EvoSAM Manage "))
        .hasSize(2);
  }

  private static List<CommandInfo> ours(Context context) {
    return context.service(CommandService.class).getCommands().stream()
        .filter(info -> info.getClassName().startsWith("io.github.evosam"))
        .toList();
  }

  /** Label by class of command. */
  private static Map<String, String> items() throws IOException {
    return Files.readAllLines(Path.of("plugins.config")).stream()
        .map(LINE::matcher)
        .peek(line -> assertThat(line.matches()).as(line.toString()).isTrue())
        .peek(line -> assertThat(line.group(3)).isEqualTo(MenuEntry.class.getName()))
        .collect(Collectors.toMap(MenuTest::type, line -> line.group(2)));
  }

  private static String type(Matcher line) {
    return MenuEntry.class.getPackageName() + "." + line.group(4);
  }
}
