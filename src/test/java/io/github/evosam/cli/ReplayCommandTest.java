package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReplayCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path home;
  private Path images;
  private Path results;
  private String homeBefore;

  @BeforeEach
  void prepare() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    home = TinyExperts.home(folder.resolve("home"));
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    images = Files.createDirectories(folder.resolve("images"));
    results = folder.resolve("results");
    new FileSaver(noise(4)).saveAsPng(images.resolve("cells.png").toString());
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--box 5,5,30,30 --box 35,5,55,30",
        "--point 20,20 --point 50,35,- --mask mask.png",
        "--roi rois.zip --format labels,mask,rois,overlay",
        "--everything --points-per-side 3 --format labels",
        "--input-side 96 --point 20.25,20"
      })
  void whatSegmentMadeIsMadeAgainBitForBit(String arguments) throws Exception {
    Path mask = folder.resolve("mask.png");
    ByteProcessor pixels = new ByteProcessor(60, 40);
    pixels.setValue(255);
    pixels.setRoi(10, 10, 20, 20);
    pixels.fill();
    new FileSaver(new ImagePlus("mask", pixels)).saveAsPng(mask.toString());
    rectangle(folder.resolve("rois.roi"));
    List<String> all = new ArrayList<>(List.of("segment", "" + images.resolve("cells.png")));
    for (String argument : arguments.split(" ")) {
      all.add(
          argument.equals("rois.zip")
              ? folder.resolve("rois.roi").toString()
              : argument.replace("mask.png", mask.toString()));
    }
    assertMadeAgain(run(all), "cells");
  }

  @Test
  void whatAFolderRunMadeIsMadeAgainWhereverItWasMovedTo() throws Exception {
    stack("days/stack.tif", 3);
    rectangle(images.resolve("cells.roi"));
    int code =
        run(List.of("segment", "" + images, "--recursive", "--everything", "--slices", "all"));
    assertThat(code).as(err.toString()).isEqualTo(0);
    Path moved = folder.resolve("elsewhere");
    Files.createDirectories(moved);
    Files.move(images, moved.resolve("images"));
    Files.move(results, moved.resolve("results"));
    results = moved.resolve("results");
    assertMadeAgain(0, "cells");
    results = results.resolve("days");
    assertMadeAgain(0, "stack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--box 5,5,30,30 --on 2 --direction forward", "--everything"})
  void whatPropagateMadeIsMadeAgainBitForBit(String arguments) throws Exception {
    stack("stack.tif", 4);
    List<String> all = new ArrayList<>(List.of("propagate", "" + images.resolve("stack.tif")));
    all.addAll(List.of(arguments.split(" ")));
    all.addAll(List.of("--min-area", "1", "--min-iou", "0", "--min-overlap", "0"));
    assertMadeAgain(run(all), "stack");
  }

  @Test
  void anExpertIsUsedAgainUntilItIsGone() throws Exception {
    String id = TinyExperts.teach(home, "discs", "", TinyTasks.squares(4, 5), Optional.empty());
    run(List.of("segment", "" + images.resolve("cells.png"), "--expert", "discs"));
    JsonObject expert = origin("cells").getAsJsonObject("expert");
    assertThat(expert.get("id").getAsString()).isEqualTo(id);
    ExpertCatalogue catalogue = new ExpertCatalogue(home);
    catalogue.rename("discs", "other discs");
    assertMadeAgain(0, "cells");
    catalogue.remove("other discs");
    assertThat(replay("cells")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be made again", id);
  }

  @Test
  void whatHasChangedSinceIsNamed() throws Exception {
    Path model = TinyModel.write(folder, 3);
    Path roi = folder.resolve("object.roi");
    rectangle(roi);
    List<String> all = List.of("segment", "" + images.resolve("cells.png"), "--roi", "" + roi);
    assertThat(execute(all, "--model", model.toString(), "--output", "" + results)).isZero();
    assertThat(Files.readString(results.resolve("cells-origin.json")))
        .as("nobody's folders")
        .contains("\"../images/cells.png\"", "\"../tiny.safetensors\"", "\"../object.roi\"")
        .doesNotContain(folder.toString());

    TinyModel.write(folder, 5);
    new FileSaver(noise(9)).saveAsPng(images.resolve("cells.png").toString());
    RoiEncoder.save(new Roi(1, 1, 9, 9), roi.toString());
    assertThat(replay("cells")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "cannot be made again",
            "The image " + images.resolve("cells.png") + " has changed since",
            "The ROI file " + roi + " has changed since",
            "The model " + model + " has changed since");

    Files.delete(images.resolve("cells.png"));
    assertThat(replay("cells")).isEqualTo(1);
    assertThat(err.toString()).contains("is not there any more");
  }

  @Test
  void aResultThatComesOutOtherwiseIsNamed() throws Exception {
    run(List.of("segment", "" + images.resolve("cells.png"), "--box", "5,5,30,30"));
    Path sidecar = results.resolve("cells-origin.json");
    Files.writeString(sidecar, Files.readString(sidecar).replace("30.0", "29.0"));
    out.getBuffer().setLength(0);
    assertThat(replay("cells", "--json")).isEqualTo(1);
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.getAsJsonArray("failures").toString()).contains("came out otherwise");
    assertThat(document.getAsJsonArray("replayed").toString()).contains("cells-overlay.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "null",
        "[]",
        "{\"version\":\"1\",\"name\":\"../cells\"}",
        "{\"version\":{},\"threads\":1e99}"
      })
  void aFileThatTellsNothingIsRefusedInASentence(String content) throws Exception {
    Path sidecar = Files.writeString(folder.resolve("x-origin.json"), content);
    assertThat(execute(List.of("replay", sidecar.toString()))).isEqualTo(1);
    assertThat(err.toString())
        .contains(sidecar + ": ", "does not tell how a result was made")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void aNameThatLeavesItsFolderIsRefused() throws Exception {
    run(List.of("segment", "" + images.resolve("cells.png"), "--box", "5,5,30,30"));
    Path sidecar = results.resolve("cells-origin.json");
    String json = Files.readString(sidecar);
    Files.writeString(sidecar, json.replace("\"name\": \"cells\"", "\"name\": \"../cells\""));
    assertThat(replay("cells")).isEqualTo(1);
    assertThat(err.toString()).contains("'../cells' is no name of a result");
  }

  @Test
  void resultsAreNotReplacedByTheirReplay() throws Exception {
    run(List.of("segment", "" + images.resolve("cells.png"), "--box", "5,5,30,30"));
    assertThat(replay("cells", "--output", results.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("give another folder");
  }

  private void assertMadeAgain(int code, String name) throws IOException {
    assertThat(code).as(err.toString()).isZero();
    Path again = folder.resolve("again");
    assertThat(replay(name, "--output", again.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("the same, bit for bit");
    Map<String, byte[]> made = contents(results, name);
    Map<String, byte[]> remade = contents(again, name);
    assertThat(remade.keySet()).isEqualTo(made.keySet()).hasSizeGreaterThan(1);
    made.forEach(
        (file, bytes) -> {
          if (!file.endsWith(".json")) { // which tells where the image lies from there
            assertThat(Arrays.equals(bytes, remade.get(file))).as(file).isTrue();
          }
        });
    assertThat(replay(name)).as("thrown away").isZero();
  }

  private static Map<String, byte[]> contents(Path folder, String name) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(name)).toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private JsonObject origin(String name) throws IOException {
    String json = Files.readString(results.resolve(name + "-origin.json"));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static ImagePlus noise(long seed) {
    byte[] pixels = new byte[60 * 40];
    new Random(seed).nextBytes(pixels);
    return new ImagePlus("cells", new ByteProcessor(60, 40, pixels));
  }

  private void stack(String name, int planes) throws IOException {
    ImageStack stack = new ImageStack(60, 40);
    for (int i = 0; i < planes; i++) {
      stack.addSlice(noise(i).getProcessor());
    }
    Path file = images.resolve(name);
    Files.createDirectories(file.getParent());
    IJ.saveAsTiff(new ImagePlus("stack", stack), file.toString());
  }

  private static void rectangle(Path file) {
    RoiEncoder.save(new Roi(5, 5, 30, 25), file.toString());
  }

  private int run(List<String> arguments) {
    return execute(
        arguments, "--model", TinyExperts.MODEL, "--device", "cpu", "--output", "" + results);
  }

  private int replay(String name, String... more) {
    return execute(List.of("replay", "" + results.resolve(name + "-origin.json")), more);
  }

  private int execute(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
