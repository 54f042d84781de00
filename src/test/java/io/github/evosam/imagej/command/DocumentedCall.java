package io.github.evosam.imagej.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code run("EvoSAM …", "…")} that README or docs show.
 *
 * @param file that shows it
 * @param command label of the command
 * @param options as they stand there
 */
record DocumentedCall(Path file, String command, String options) {
  private static final Pattern CALL = Pattern.compile("run\\(\"(EvoSAM [^\"]+)\", \"([^\"]*)\"\\)");

  /** All of them. */
  static List<DocumentedCall> all() throws IOException {
    List<DocumentedCall> calls = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      for (Path page : Stream.concat(Stream.of(Path.of("README.md")), pages.sorted()).toList()) {
        if (page.toString().endsWith(".md")) {
          Matcher call = CALL.matcher(Files.readString(page));
          while (call.find()) {
            calls.add(new DocumentedCall(page, call.group(1), call.group(2)));
          }
        }
      }
    }
    return calls;
  }
}
