package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PropagateCommandTest {
  private static final String[] NEVER_END = {
    "--min-area", "1", "--min-iou", "0", "--min-overlap", "0", "--min-contrast", "0"
  };

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path stack;
  private String model;
  private String homeBefore;

  @BeforeEach
  void prepare() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    Random random = new Random(4);
    ImageStack pixels = new ImageStack(60, 40);
    for (int i = 0; i < 4; i++) {
      byte[] values = new byte[60 * 40];
      random.nextBytes(values);
      pixels.addSlice(new ByteProcessor(60, 40, values));
    }
    stack = folder.resolve("cells.tif");
    new FileSaver(new ImagePlus("cells", pixels)).saveAsTiffStack(stack.toString());
    model = TinyModel.write(folder, 3).toString();
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void writesLabelsAndRoisAndNamesWhatFailed() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.tif"), "no picture");
    List<String> arguments = new ArrayList<>(List.of(NEVER_END));
    arguments.addAll(List.of("--box", "5,5,30,30", "--box", "35,5,55,30", "--on", "2", "--json"));
    int code = run(arguments, stack, broken);
    assertThat(code).as(err.toString()).isEqualTo(1);
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.getAsJsonArray("failures").toString()).contains("broken.tif");
    JsonObject result = document.getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(result.getAsJsonArray("objects")).isNotEmpty();
    assertThat(result.getAsJsonArray("objects").get(0).getAsJsonObject().keySet())
        .contains("label", "firstPlane", "lastPlane", "planes", "voxels");
    JsonObject outputs = result.getAsJsonObject("outputs");
    assertThat(Path.of(outputs.get("rois").getAsString())).exists();
    ImagePlus labels = IJ.openImage(outputs.get("labels").getAsString());
    assertThat(labels.getStackSize()).isEqualTo(4);
    assertThat(labels.getBitDepth()).isEqualTo(16);
  }

  @Test
  void interruptedItLeavesNothing() throws Exception {
    ImageStack pixels = new ImageStack(60, 40);
    for (int i = 0; i < 500; i++) {
      pixels.addSlice(IJ.openImage(stack.toString()).getProcessor());
    }
    Path longer = folder.resolve("long.tif");
    new FileSaver(new ImagePlus("long", pixels)).saveAsTiffStack(longer.toString());
    Path output = Files.createDirectories(folder.resolve("interrupted"));
    Path log = folder.resolve("interrupted.log");
    List<Object> arguments = new ArrayList<>(List.of("propagate", longer, "--model", model));
    arguments.addAll(List.of(NEVER_END));
    arguments.addAll(List.of("--box", "5,5,30,30", "--on", "2", "--output", output));
    Process process = CliProcess.start(log, folder.resolve("home"), arguments.toArray());
    while (process.isAlive() && !CliProcess.isWritten(output, "long-labels.tif")) {
      Thread.onSpinWait();
    }
    process.destroy(); // as Ctrl-C does
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(log).content().contains("Interrupted before its results were there");
    assertThat(output).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--expert none",
        "--everything --point 3,3",
        "--everything --on 2",
        "--point 3,3 --direction up",
        "--point 3,3 --min-iou 2",
        "--point 3,3 --slices x",
        "--point 3,3 --on -1"
      })
  void wrongUsageIsRefusedBeforeAnythingIsDone(String arguments) {
    assertThat(run(List.of(arguments.split(" ")), stack)).isEqualTo(2);
    assertThat(err.toString()).contains("evosam propagate --help");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int run(List<String> arguments, Path... stacks) {
    List<String> all = new ArrayList<>(List.of("propagate"));
    for (Path one : stacks) {
      all.add(one.toString());
    }
    all.addAll(arguments);
    all.addAll(
        List.of("--model", model, "--device", "cpu", "--output", folder.resolve("out").toString()));
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
