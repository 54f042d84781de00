package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.io.FileSaver;
import io.github.evosam.cli.common.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Less memory than the command needs, in a process of its own. */
class SmallHeapTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {28, 64})
  void tooSmallAHeapIsSaidInASentence(int megabytes) throws Exception {
    Path image = folder.resolve("cells.tif");
    new FileSaver(IJ.createImage("cells", "16-bit ramp", 6000, 6000, 1)).saveAsTiff("" + image);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Devosam.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                EvoSam.class.getName(),
                "segment",
                image.toString(),
                "--box",
                "5,5,50,50",
                "--output",
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(log);
    assertThat(process.exitValue()).as(text).isIn(ExitCodes.SOME_FAILED, ExitCodes.ENVIRONMENT);
    assertThat(text).contains("memory", "-Xmx").doesNotContain("\tat ", "OutOfMemoryError");
    assertThat(folder.resolve("out/cells-labels.tif")).doesNotExist();
  }
}
