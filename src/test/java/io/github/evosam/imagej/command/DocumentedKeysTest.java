package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/macro-keys.md} is written from the declarations. */
class DocumentedKeysTest {
  private static final Path PAGE = Path.of("docs", "macro-keys.md");

  @Test
  void thePageOfAllKeysSaysWhatIsDeclared() throws Exception {
    String page = page();
    Path made = Files.writeString(Path.of("target", "macro-keys.md"), page);
    assertThat(PAGE).as("copy %s to %s", made, PAGE).hasContent(page);
  }

  private static String page() throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Macro keys

            Every key of every command, as the commands declare them: this page is compared with them by a test. Keys are the same in
            Fiji and in plain ImageJ, with windows and headless; one that is left out has its default. How macros learn whether a
            command went well is told in [macros-and-scripts.md](macros-and-scripts.md#did-it-work).
            """);
    for (String line : Files.readAllLines(Path.of("plugins.config"))) {
      String type = line.replaceFirst(".*\\(\"(.*)\"\\)", "$1");
      EvoSamCommand command =
          (EvoSamCommand)
              Class.forName(MenuEntry.class.getPackageName() + "." + type)
                  .getDeclaredConstructor()
                  .newInstance();
      MacroKeys keys = MacroKeys.of(command.getClass());
      page.append("\n## ").append(command.title()).append("\n\n");
      if (keys.all().isEmpty()) {
        page.append("A window without keys.\n");
      } else {
        page.append("| key | default | values | meaning |\n|---|---|---|---|\n");
        keys.all().forEach(key -> page.append(row(key, command)));
      }
    }
    return page.toString();
  }

  private static String row(MacroKey key, EvoSamCommand command) {
    String usual = key.text(command);
    String description = key.parameter().description();
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(
            key.name(),
            usual.isEmpty() ? "" : "`" + usual + "`",
            key.allowed(),
            key.label(),
            description.isEmpty() ? "" : ": " + description);
  }
}
