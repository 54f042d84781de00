package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TinyTaskFolders;
import io.github.evosam.sam.network.GoldenModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A micro SAM 2 with random weights on the command line: the ways, not the quality. */
class Sam2CommandsTest {
  private static final Path MODEL =
      Path.of("src", "test", "resources", "fixtures", "sam2_hiera_micro.pt");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path stack;
  private String homeBefore;

  @BeforeEach
  void prepare() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    Random random = new Random(4);
    ImageStack pixels = new ImageStack(60, 40);
    for (int i = 0; i < 3; i++) {
      byte[] values = new byte[60 * 40];
      random.nextBytes(values);
      pixels.addSlice(new ByteProcessor(60, 40, values));
    }
    stack = folder.resolve("cells.tif");
    new FileSaver(new ImagePlus("cells", pixels)).saveAsTiffStack(stack.toString());
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void segmentAnswersWithACheckpointAsPublished() {
    int code =
        run(
            "segment",
            stack,
            "--model",
            MODEL,
            "--input-side",
            256,
            "--slices",
            "1",
            "--box",
            "5,5,30,30",
            "--expert",
            "none",
            "--json");

    assertThat(code).as(err.toString()).isZero();
    JsonObject result = document().getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(result.getAsJsonArray("objects")).hasSize(1);
  }

  @Test
  void propagateFollowsByMemoryAndSaysSo() {
    int code =
        run(
            "propagate",
            stack,
            "--model",
            MODEL,
            "--input-side",
            256,
            "--box",
            "5,5,30,30",
            "--expert",
            "none",
            "--min-area",
            1,
            "--min-iou",
            0,
            "--min-overlap",
            0,
            "--min-contrast",
            0,
            "--json");

    assertThat(code).as(err.toString()).isZero();
    JsonObject result = document().getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(result.get("byMemory").getAsBoolean()).isTrue();
    assertThat(err.toString()).contains("followed by the memory of model", "sam2_hiera_micro.pt");
  }

  @Test
  void installedModelsKeepTheirInputSide() throws Exception {
    Path medSam2 = Files.copy(MODEL, folder.resolve("MedSAM2_latest.pt"));
    assertThat(run("models", "install", MODEL, "--name", "micro", "--input-side", 256)).isZero();
    assertThat(run("models", "install", MODEL, "--name", "official")).isZero();
    assertThat(run("models", "install", medSam2, "--name", "lungs")).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("models", "list", "--json")).isZero();

    JsonArray installed = document().getAsJsonArray("installed");
    assertThat(installed.toString()).contains("HIERA");
    assertThat(side(installed, "micro")).isEqualTo(256);
    assertThat(side(installed, "official")).isEqualTo(1024);
    assertThat(side(installed, "lungs")).isEqualTo(512);
  }

  private static int side(JsonArray installed, String name) {
    for (var model : installed) {
      if (model.getAsJsonObject().get("name").getAsString().equals(name)) {
        return model.getAsJsonObject().get("inputSide").getAsInt();
      }
    }
    throw new AssertionError("not installed: " + name);
  }

  @Test
  void aSideThatTheModelCannotWorkAtIsRefused() {
    Path vit = Path.of("src", "test", "resources", "fixtures", "sam_vit_micro.pth");
    int code = run("segment", stack, "--model", vit, "--input-side", 512, "--box", "5,5,30,30");
    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("input side of " + GoldenModel.INPUT_SIDE + " only", "512");

    assertThat(run("models", "install", MODEL, "--name", "odd", "--input-side", 272)).isEqualTo(3);
    assertThat(err.toString()).contains("multiple of 32", "272");
  }

  @Test
  void itLearnsATaskAndItsExpertIsChosen() throws Exception {
    TinyTaskFolders.write(folder.resolve("task"), TinyTasks.holes(6, 1));
    Path images = folder.resolve("task/images");
    int code =
        run(
            "learn",
            "holes",
            "--images",
            images,
            "--masks",
            folder.resolve("task/masks"),
            "--model",
            MODEL,
            "--input-side",
            256,
            "--epochs",
            20,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonObject learned = document();
    double before = learned.get("diceBefore").getAsDouble();
    assertThat(learned.get("diceAfter").getAsDouble()).isGreaterThan(before + 0.2);

    out.getBuffer().setLength(0);
    Path image = images.resolve("hole1.png");
    code = run("segment", image, "--model", MODEL, "--input-side", 256, "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonObject segmented = document().getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(segmented.get("expert").getAsString()).isEqualTo("holes");

    assertThat(run("segment", image, "--expert", "holes")).isNotZero();
    assertThat(err.toString()).contains("learned on base model sam2_hiera_micro.pt");
  }

  private JsonObject document() {
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  private int run(Object... arguments) {
    String[] texts = new String[arguments.length + 2];
    for (int i = 0; i < arguments.length; i++) {
      texts[i] = arguments[i].toString();
    }
    boolean writes = !texts[0].equals("models") && !texts[0].equals("learn");
    String[] all = java.util.Arrays.copyOf(texts, arguments.length + (writes ? 2 : 0));
    if (writes) {
      all[arguments.length] = "--output";
      all[arguments.length + 1] = folder.resolve("out").toString();
    }
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(all);
  }
}
