package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.EvoSamHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process whose locale knows ASCII only, as under cron, and a file that is named otherwise. */
@EnabledOnOs(OS.LINUX)
class PlainLocaleTest {
  @TempDir private Path folder;

  @Test
  void theOthersAreDoneAndTheOneIsNamedWithAdvice() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    byte[] pixels = new byte[60 * 40];
    pixels[20 * 60 + 20] = (byte) 200;
    new FileSaver(new ImagePlus("a", new ByteProcessor(60, 40, pixels)))
        .saveAsPng(images.resolve("a.png").toString());
    String copy = "cp a.png \"$(printf 'zelle-\\303\\274.png')\"";
    assumeThat(new ProcessBuilder("sh", "-c", copy).directory(images.toFile()).start().waitFor())
        .isZero();

    String said = segment(images);

    assertThat(folder.resolve("out/a-labels.tif")).exists();
    assertThat(said).contains("1 images segmented", "1 failed", "zelle-", "LC_ALL=C.UTF-8");
    assertThat(Files.readString(folder.resolve("out/evosam-report.csv"), StandardCharsets.UTF_8))
        .contains("a.png,segmented", ",failed,", "LC_ALL=C.UTF-8");
  }

  private String segment(Path images) throws Exception {
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-D%s=%s".formatted(EvoSamHome.PROPERTY, folder.resolve("home")),
                "-cp",
                System.getProperty("java.class.path"),
                EvoSam.class.getName(),
                "segment",
                images.toString(),
                "--model",
                TinyModel.write(folder, 3).toString(),
                "--box",
                "5,5,30,30",
                "--expert",
                "none",
                "--output",
                folder.resolve("out").toString()));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }
}
