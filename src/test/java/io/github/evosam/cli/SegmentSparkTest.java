package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentSparkTest {
  @TempDir private Path folder;

  @Test
  void withoutSparkOneSentenceSaysSo() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path log = folder.resolve("log.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D%s=%s".formatted(EvoSamHome.PROPERTY, folder.resolve("home")),
            "-cp",
            classPathWithoutSpark(),
            EvoSam.class.getName(),
            "segment",
            images.toString(),
            "--everything",
            "--spark=local[1]");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(ExitCodes.ENVIRONMENT);
    assertThat(Files.readString(log)).contains("Spark is not on the class path", "docs/spark.md");
  }

  @Test
  void promptsGivenAsOptionsAreRefused() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    StringWriter err = new StringWriter();

    int code =
        EvoSam.commandLine()
            .setErr(new PrintWriter(err))
            .execute("segment", images.toString(), "--point=1,1", "--spark=local[1]");

    assertThat(code).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--spark is for a folder", "ROI files");
  }

  private static String classPathWithoutSpark() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("org/apache/spark") && !entry.contains("scala-library"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
