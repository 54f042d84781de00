package io.github.evosam.imagej.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.github.evosam.imagej.evaluation.EvaluationFiles;
import io.github.evosam.imagej.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class EvaluateCommandTest {
  private static Context context;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    context = new Context(CommandService.class);
  }

  @AfterAll
  static void stop() {
    context.dispose();
  }

  @BeforeEach
  void emptyTable() {
    ResultsTable.getResultsTable().reset();
  }

  @Test
  void aFileIsComparedWithItsTruth() throws Exception {
    Path result = square("result.png", 3);
    Path truth = square("truth.png", 5);
    CommandModule done =
        run("result", result.toString(), "truth", truth.toString(), "tolerance", "1");
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat((double) done.getOutput("dice")).isEqualTo(0.5); // 8 of 16 pixels
    assertThat((double) done.getOutput("hd95")).isEqualTo(2);
    assertThat((double) done.getOutput("ap")).isZero();
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.getStringValue("Result", 0)).isEqualTo("result");
    assertThat(table.getValue("Dice", 0)).isEqualTo(0.5);
    assertThat(table.getValue("Found", 0)).isEqualTo(1);
    assertThat(table.getStringValue("Unit", 0)).isEqualTo("pixel");
  }

  @Test
  void ofTwoFoldersOneBadFileStopsNothingAndIsNamed() throws Exception {
    Path results = Files.createDirectories(folder.resolve("results"));
    Path truths = Files.createDirectories(folder.resolve("truths"));
    for (String name : List.of("a", "b", "c", "d")) {
      square("truths/" + name + ".png", 5);
    }
    square("results/a-labels.png", 5);
    Files.writeString(results.resolve("b.png"), "no picture");
    new FileSaver(new ImagePlus("", new ByteProcessor(7, 7)))
        .saveAsPng(results.resolve("c.png").toString());
    Path output = folder.resolve("out");
    CommandModule done =
        run("result", results.toString(), "truth", truths.toString(), "output", output.toString());
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat((int) done.getOutput("failures")).isEqualTo(3);
    assertThat((double) done.getOutput("dice")).isEqualTo(1);
    List<String> lines = Files.readAllLines(output.resolve(EvaluationFiles.CSV));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("Result,Slice,Dice,IoU,HD95,Surface Dice,AP,AP50,AP75");
    assertThat(lines.get(1))
        .isEqualTo(
            "a,1,1.000000,1.000000,0.000000,1.000000,1.000000,1.000000,1.000000,1,1,pixel,2.000000,");
    assertThat(lines.get(2)).startsWith("b,,").contains("b.png");
    assertThat(lines.get(3)).startsWith("c,,").contains("7 x 7", "20 x 10");
    assertThat(lines.get(4)).startsWith("d,,").contains("no result of that name");
    for (String plot : List.of(EvaluationFiles.AVERAGE_PRECISION, EvaluationFiles.SCORES)) {
      assertThat(ImageFiles.open(output.resolve(plot)).getWidth()).isGreaterThan(400);
    }
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.size()).isEqualTo(4);
    assertThat(table.getStringValue("Error", 3)).contains("no result of that name");
  }

  @Test
  void whereNothingCanBeComparedTheRunHasFailed() throws Exception {
    Path result = square("result.png", 3);
    new FileSaver(new ImagePlus("", new ByteProcessor(7, 7)))
        .saveAsPng(folder.resolve("truth.png").toString());
    CommandModule done =
        run("result", result.toString(), "truth", folder.resolve("truth.png").toString());
    assertThat(done.getCancelReason()).contains("'result'", "7 x 7");
    assertThat(ResultsTable.getResultsTable().getStringValue("Error", 0)).contains("7 x 7");
  }

  @Test
  void wrongKeysAreRefusedWithASentenceAndARow() throws Exception {
    String result = square("result.png", 3).toString();
    assertThat(run("result", result).getCancelReason()).contains("truth= is missing");
    assertThat(run("result", result, "truth", "nowhere").getCancelReason())
        .contains("truth=nowhere", "title", "file or folder");
    assertThat(run("result", result, "truth", folder.toString()).getCancelReason())
        .contains("two images, or two folders");
    assertThat(run("result", result, "truth", result, "tolerance", "wide").getCancelReason())
        .contains("tolerance=wide", "0.5", "2px");
    assertThat(run("result", result, "truth", result, "table", false).getCancelReason())
        .contains("table, plots and output");
    assertThat(ResultsTable.getResultsTable().size()).isEqualTo(5);
  }

  /** Without plots, which need a screen or a patched ImageJ to be shown. */
  private static CommandModule run(Object... inputs) throws Exception {
    Object[] all = Arrays.copyOf(inputs, inputs.length + 2);
    all[inputs.length] = "plots";
    all[inputs.length + 1] = false;
    return context.service(CommandService.class).run(EvaluateCommand.class, false, all).get();
  }

  private Path square(String name, int left) throws IOException {
    ByteProcessor pixels = new ByteProcessor(20, 10);
    pixels.setValue(255);
    pixels.setRoi(left, 3, 4, 4);
    pixels.fill();
    Path file = folder.resolve(name);
    new FileSaver(new ImagePlus("", pixels)).saveAsPng(file.toString());
    return file;
  }
}
