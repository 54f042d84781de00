package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.image.BigDiscs;
import io.github.evosam.imagej.image.LabelReading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code segment} on an image that is too big to be worked on as a whole. */
class SegmentBigImageTest {
  @TempDir private Path folder;
  private String homeBefore;

  @BeforeEach
  void teach() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teachDiscs(home);
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void namedAndInAFolderItGivesTheSameResults() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path file = images.resolve("big.tif");
    new FileSaver(BigDiscs.inMemory("big")).saveAsTiff(file.toString());

    JsonObject named = segment(file, "named");
    JsonObject inFolder = segment(images, "folder");

    int objects = objects(named);
    assertThat(objects).isGreaterThan(255).isEqualTo(objects(inFolder));
    ImagePlus labels = open("named/big-labels.tif");
    assertThat(LabelReading.labels(labels).masks()).hasSize(objects);
    assertThat(LabelReading.labels(open("folder/big-labels.tif")).toArray())
        .isEqualTo(LabelReading.labels(labels).toArray());
    assertThat(LabelReading.labels(open("named/big-mask.png")).foreground())
        .isEqualTo(LabelReading.labels(labels).foreground());
    ImagePlus overlay = open("named/big-overlay.png");
    assertThat(overlay.getWidth()).isEqualTo(2048);
    assertThat(overlay.getHeight()).isEqualTo(Math.round(2048f * BigDiscs.HEIGHT / BigDiscs.WIDTH));
  }

  @Test
  void interruptedWhileResultsAreWrittenItLeavesNoneOfThemOrAll() throws Exception {
    Path file = folder.resolve("big.tif");
    new FileSaver(BigDiscs.inMemory("big")).saveAsTiff(file.toString());
    Path output = Files.createDirectories(folder.resolve("interrupted"));
    Path log = folder.resolve("interrupted.log");
    Process process =
        CliProcess.start(
            log,
            folder.resolve("home"),
            "segment",
            "--expert=none",
            "--format=labels,mask,rois,overlay",
            file,
            "--box",
            "900,900,960,960",
            "--output",
            output);
    while (process.isAlive() && !CliProcess.isWritten(output, "big-labels.tif")) {
      Thread.onSpinWait();
    }
    process.destroy(); // as Ctrl-C does
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    try (Stream<Path> left = Files.list(output)) {
      List<String> names = left.map(name -> name.getFileName().toString()).sorted().toList();
      if (names.isEmpty()) {
        assertThat(log).content().contains("Interrupted before its results were there");
      } else { // it was quicker than the interruption
        assertThat(names)
            .as(Files.readString(log))
            .containsExactly("big-labels.tif", "big-mask.png", "big-overlay.png", "big-rois.zip");
      }
    }
  }

  private ImagePlus open(String name) {
    return IJ.openImage(folder.resolve(name).toString());
  }

  private static int objects(JsonObject document) {
    return document
        .getAsJsonArray("images")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("objects")
        .size();
  }

  private JsonObject segment(Path what, String output) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        EvoSam.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code =
        command.execute(
            "segment",
            what.toString(),
            "--expert",
            "discs",
            "--format",
            "labels,mask,rois,overlay",
            "--output",
            folder.resolve(output).toString(),
            "--json");
    assertThat(code).as(err.toString()).isZero();
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }
}
