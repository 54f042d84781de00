package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFolderMacroTest {
  @TempDir private Path folder;

  @Test
  void segmentsAFolderHeadlessAndReportsTheFileItCannotOpen() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    ByteProcessor pixels = new ByteProcessor(80, 60);
    pixels.setValue(200);
    pixels.fillOval(20, 15, 30, 26);
    new FileSaver(new ImagePlus("cell", pixels)).saveAsPng(images.resolve("cell.png").toString());
    RoiEncoder.save(new Roi(19, 14, 32, 28), images.resolve("cell.roi").toString());
    byte[] whole = Files.readAllBytes(images.resolve("cell.png"));
    Files.write(images.resolve("broken.png"), Arrays.copyOf(whole, 60));
    Path results = folder.resolve("results");

    String log = run(Path.of("macros", "segment_folder.ijm"), images + "," + results);

    assertThat(results.resolve("report.csv")).as(log).exists();
    assertThat(Files.readAllLines(results.resolve("report.csv")))
        .containsExactly("image,objects,error", "broken.png,,cannot be opened", "cell.png,1,");
    ImagePlus labels = IJ.openImage(results.resolve("cell-labels.tif").toString());
    assertThat(labels.getProcessor().get(35, 28)).as("middle of the cell").isEqualTo(1);
    assertThat(labels.getProcessor().get(2, 2)).as("corner of the image").isZero();
  }

  /** Runs a macro in a process of its own, without a screen. */
  private static String run(Path macro, String argument) throws Exception {
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                classPath,
                HeadlessMacro.class.getName(),
                macro.toString(),
                argument));
    for (String entry : classPath.split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (!name.startsWith("ij-")
          && !name.startsWith("ij1-patcher")
          && !name.startsWith("javassist")) {
        command.add(entry);
      }
    }
    Path log = Files.createTempFile("macro", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(log);
    Files.delete(log);
    assertThat(ended).as("ended in time: " + text).isTrue();
    return text;
  }
}
