package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SegmentCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path image;
  private String model;
  private String homeBefore;

  @BeforeEach
  void prepare() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    byte[] pixels = new byte[60 * 40];
    new Random(4).nextBytes(pixels);
    image = folder.resolve("cells.png");
    new FileSaver(new ImagePlus("cells", new ByteProcessor(60, 40, pixels)))
        .saveAsPng(image.toString());
    model = TinyModel.write(folder, 3).toString();
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void writesLabelsMaskRoisAndOverlayAndDescribesThemInJson() {
    int code =
        run(
            "segment",
            image.toString(),
            "--box",
            "5,5,30,30",
            "--box",
            "35,5,55,30",
            "--format",
            "labels,mask,rois,overlay",
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.getAsJsonArray("failures")).isEmpty();
    JsonObject result = document.getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(result.getAsJsonArray("objects")).hasSize(2);
    assertThat(result.getAsJsonArray("objects").get(0).getAsJsonObject().keySet())
        .contains("label", "box", "areaPixels", "predictedIou");
    JsonObject outputs = result.getAsJsonObject("outputs");
    assertThat(outputs.keySet()).containsExactly("labels", "mask", "rois", "overlay");
    outputs.entrySet().forEach(e -> assertThat(Path.of(e.getValue().getAsString())).exists());
    ImagePlus labels = IJ.openImage(outputs.get("labels").getAsString());
    assertThat(labels.getWidth()).isEqualTo(60);
  }

  @Test
  void aBrokenFileIsNamedAndTheOthersAreDone() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    Path missing = folder.resolve("missing.png");
    int code =
        run("segment", broken.toString(), missing.toString(), image.toString(), "--point", "20,20");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("broken.png", "missing.png").doesNotContain("\tat ");
    assertThat(folder.resolve("out/cells-labels.tif")).exists();
    assertThat(folder.resolve("out/broken-labels.tif")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--box 1,2,3",
        "--box 9,9,2,2",
        "--point 1",
        "--point 1,2,x",
        "--box 1,1,5,5 --box 7,7,9,9 --point 3,3",
        "--everything --point 3,3",
        "--point 3,3 --format picture",
        "--point 3,3 --slices 0",
        "--point 3,3,-",
        "--point 3,3 --device tpu",
        "--point 3,3 --unknown"
      })
  void wrongUsageIsRefusedBeforeAnythingIsDone(String arguments) {
    List<String> all = new ArrayList<>(List.of("segment", image.toString()));
    if (!arguments.isEmpty()) {
      all.addAll(List.of(arguments.split(" ")));
    }
    assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().contains("evosam segment --help");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anImageOfOnePixelIsAFailureButALineOfTwoIsNot() {
    Path pixel = folder.resolve("pixel.png");
    Path two = folder.resolve("two.png");
    new FileSaver(new ImagePlus("1", new ByteProcessor(1, 1))).saveAsPng(pixel.toString());
    new FileSaver(new ImagePlus("2", new ByteProcessor(2, 1))).saveAsPng(two.toString());
    assertThat(run("segment", pixel.toString(), two.toString(), "--point", "0,0")).isEqualTo(1);
    assertThat(err.toString()).contains("pixel.png", "single pixel").doesNotContain("two.png:");
  }

  @Test
  void aPromptOutsideTheImageIsAFailureOfThatImage() {
    assertThat(run("segment", image.toString(), "--point", "100,20")).isEqualTo(1);
    assertThat(err.toString()).contains("cells.png", "100");
  }

  @Test
  void aMissingModelIsAFailureOfTheEnvironment() {
    model = "no-such-model";
    assertThat(run("segment", image.toString(), "--point", "10,20")).isEqualTo(3);
    assertThat(err.toString()).contains("no-such-model").doesNotContain("\tat ");
  }

  @Test
  void jsonTellsOfEveryFailure() {
    model = "no-such-model";
    assertThat(run("segment", image.toString(), "--point", "10,20", "--json")).isEqualTo(3);
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonObject failure = document.getAsJsonArray("failures").get(0).getAsJsonObject();
    assertThat(failure.get("image").getAsString()).isEqualTo(image.toString());
    assertThat(failure.get("reason").getAsString()).contains("no-such-model");
    assertThat(document.getAsJsonArray("images")).isEmpty();
  }

  @Test
  void jsonTellsOfWrongUsage() {
    assertThat(run("segment", image.toString(), "--box", "1,2,3", "--json")).isEqualTo(2);
    assertThat(JsonParser.parseString(out.toString()).getAsJsonObject().get("error").getAsString())
        .contains("--box", "1,2,3");
  }

  @Test
  void twoImagesOfOneNameAreRefusedSinceTheirResultsWouldBeOne() {
    Path other = folder.resolve("other/cells.tif");
    assertThat(run("segment", image.toString(), other.toString(), "--point", "3,3")).isEqualTo(2);
    assertThat(err.toString()).contains(image.toString(), other.toString(), "--output");
  }

  @Test
  void anOutputThatIsNoFolderIsAFailureOfTheEnvironment() throws Exception {
    Files.writeString(folder.resolve("out"), "a file");
    assertThat(run("segment", image.toString(), "--point", "3,3")).isEqualTo(3);
    assertThat(err.toString()).contains("out cannot be written", "check its path");
  }

  @Test
  void anObjectThatHasNoPixelIsNowhereAndSaidSo() throws Exception {
    String[] box = {"--box", "5,5,30,30"};
    assertThat(run("segment", image.toString(), box[0], box[1], box[0], box[1], "--json")).isZero();
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonObject result = document.getAsJsonArray("images").get(0).getAsJsonObject();
    JsonObject only = result.getAsJsonArray("objects").get(0).getAsJsonObject();
    assertThat(result.getAsJsonArray("objects")).as("the first has all pixels").hasSize(1);
    assertThat(only.get("label").getAsInt()).isEqualTo(1);
    assertThat(only.getAsJsonArray("box")).hasSize(4);
    assertThat(result.getAsJsonArray("warnings").get(0).getAsString())
        .contains("1 of 2 objects have no pixel (numbers [2])");
    assertThat(err.toString()).contains("1 of 2 objects have no pixel");
    Path rois = Path.of(result.getAsJsonObject("outputs").get("rois").getAsString());
    try (var zip = new java.util.zip.ZipFile(rois.toFile())) {
      assertThat(zip.size()).isEqualTo(1);
    }
  }

  @Test
  void evaluateNamesWhatIsMissingAndKeepsToJson() {
    String[] arguments = {"evaluate", "--images", folder + "/a", "--masks", folder + "/b"};
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--model", model, "--device", "cpu"));
    assertThat(execute(all.toArray(String[]::new))).isEqualTo(1);
    assertThat(out.toString()).doesNotContain("NaN");
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.get("dice").isJsonNull()).isTrue();
    assertThat(document.getAsJsonArray("failures").toString()).contains("There is no folder");
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(execute("--version")).isZero();
    assertThat(execute("segment", "--version")).isZero();
    assertThat(out.toString()).containsPattern("EvoSAM \\S+.*\\REvoSAM \\S+");
  }

  @Test
  void evaluatePrintsTheKeysOthersRelyOn() {
    Path masks = folder.resolve("masks");
    Path images = folder.resolve("images");
    images.toFile().mkdir();
    masks.toFile().mkdir();
    ByteProcessor mask = new ByteProcessor(60, 40);
    mask.setValue(255);
    mask.setRoi(10, 10, 20, 20);
    mask.fill();
    new FileSaver(new ImagePlus("a", mask)).saveAsPng(masks.resolve("a.png").toString());
    new FileSaver(IJ.openImage(image.toString())).saveAsPng(images.resolve("a.png").toString());
    String[] arguments = {
      "evaluate",
      "--images",
      images.toString(),
      "--masks",
      masks.toString(),
      "--prompts",
      "clicks:2",
      "--json",
      "--model",
      model,
      "--device",
      "cpu"
    };
    assertThat(execute(arguments)).as(err.toString()).isZero();
    assertThat(JsonParser.parseString(out.toString()).getAsJsonObject().keySet())
        .contains(
            "images",
            "objects",
            "dice",
            "iou",
            "hd95Pixels",
            "surfaceDice",
            "clicksTo90",
            "perImage");
  }

  @Test
  void modelsAreInstalledListedAndVerified() throws Exception {
    assertThat(execute("models", "install", model, "--name", "mine")).as(err.toString()).isZero();
    assertThat(execute("models", "install", model, "--name", "mine")).isEqualTo(3);
    assertThat(execute("models", "list")).isZero();
    assertThat(out.toString()).contains("evosam-lite", "mine", "sam_vit_b");
    assertThat(execute("models", "verify")).isZero();
    Path file = folder.resolve("home/models/mine/model.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(execute("models", "verify")).isEqualTo(1);
    Files.writeString(folder.resolve("home/models/mine/model.json"), "no record");
    assertThat(execute("models", "verify")).as("a record that is no record").isEqualTo(1);
    assertThat(execute("models", "install", model, "--name", "a/b")).isEqualTo(2);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--model", model, "--device", "cpu", "--output", folder.resolve("out").toString()));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
