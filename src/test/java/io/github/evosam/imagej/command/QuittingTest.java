package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuittingTest {
  @TempDir private Path folder;

  @Test
  void learningEndsWithTheBestSoFarBeforeTheProcessDoes() throws Exception {
    TinyTaskFolders.write(folder.resolve("task"), TinyTasks.squares(4, 1));
    Path home = folder.resolve("home");
    String options =
        "name=squares device=cpu rank=2 minutes=10 images=%s model=%s"
            .formatted(folder.resolve("task"), TinyModel.write(folder, 3));
    Path log = folder.resolve("log.txt");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-D%s=%s".formatted(EvoSamHome.PROPERTY, home),
                "-cp",
                System.getProperty("java.class.path"),
                QuittingProcess.class.getName(),
                options)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();

    assertThat(ended).as(Files.readString(log)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(new ExpertCatalogue(home).list())
        .as(Files.readString(log))
        .extracting(ExpertEntry::name)
        .containsExactly("squares");
  }
}
