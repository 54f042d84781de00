package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.image.RealBioFormats;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, in a process of its own, with the real Bio-Formats. */
class MicroscopeFilesTest {
  @TempDir private Path folder;

  @Test
  void aFolderOfMicroscopeFilesIsSegmentedSeriesBySeries() throws Exception {
    Path jar = RealBioFormats.jar();
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.writeString(images.resolve("cells&sizeX=60&sizeY=40&sizeC=2&series=2.fake"), "x");
    Path log = folder.resolve("log.txt");

    Process process =
        CliProcess.start(
            log,
            folder.resolve("home"),
            "segment",
            images,
            "--filter",
            "*.fake",
            "--bio-formats",
            jar,
            "--model",
            TinyModel.write(folder, 3),
            "--box",
            "5,5,30,30",
            "--expert",
            "none",
            "--output",
            folder.resolve("out"),
            "--json");

    String printed = text(process, log);
    JsonObject document = first(printed);
    assertThat(document.getAsJsonArray("failures")).isEmpty();
    assertThat(document.getAsJsonArray("images")).hasSize(2);
    assertThat(printed).contains("2 channels, of which only channel 1 is used");
    assertThat(Files.readString(folder.resolve("out/evosam-report.csv")))
        .contains("series 1", "series 2", "2 channels");
  }

  @Test
  void whatIsNoBioFormatsIsWrongUsage() throws Exception {
    Path log = folder.resolve("log.txt");

    Process process =
        CliProcess.start(
            log, folder, "segment", "x.png", "--box", "1,1,5,5", "--bio-formats", folder);

    assertThat(text(process, log)).contains("--bio-formats: " + folder + " is neither");
    assertThat(process.exitValue()).isEqualTo(ExitCodes.USAGE);
  }

  /** What standard error said stands around it. */
  private static JsonObject first(String printed) {
    String document = printed.substring(printed.indexOf("{\n"));
    return JsonParser.parseReader(new JsonReader(new StringReader(document))).getAsJsonObject();
  }

  private static String text(Process process, Path log) throws Exception {
    process.waitFor();
    return Files.readString(log, StandardCharsets.UTF_8);
  }
}
