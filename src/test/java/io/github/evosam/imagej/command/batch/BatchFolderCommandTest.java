package io.github.evosam.imagej.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.NameFilter;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.command.Told;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class BatchFolderCommandTest {
  @TempDir private static Path shared;
  private static Context context;
  private static String model;
  private static String homeBefore;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, shared.resolve("home").toString());
    context = new Context(CommandService.class);
    model = TinyModel.write(shared, 3).toString();
  }

  @AfterAll
  static void stop() {
    context.dispose();
    HomeSetting.restore(homeBefore);
  }

  @AfterEach
  void emptyTheTable() {
    ResultsTable.getResultsTable().reset();
  }

  @Test
  void aFolderIsSegmentedAndTheNextRunGoesOn() throws Exception {
    image("a");
    image("b");
    Files.writeString(folder.resolve("images/c.png"), "no picture");

    CommandModule first = run("mask", true);
    assertThat(first.isCanceled()).isTrue();
    assertThat(first.getCancelReason())
        .contains("2 images segmented, 0 done before, 1 failed", "c.png", "evosam-report.csv");
    assertThat(first.getOutput("images")).isEqualTo(2);
    assertThat(folder.resolve("results/a-mask.png")).exists();
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.getStringValue("Error", 0)).isEqualTo(first.getCancelReason());

    Files.delete(folder.resolve("images/c.png"));
    CommandModule second = run("mask", true);
    assertThat(second.isCanceled()).as(second.getCancelReason()).isFalse();
    assertThat(second.getOutput("images")).isEqualTo(2);
    assertThat(second.getOutput("objects")).isEqualTo(first.getOutput("objects"));
    assertThat(table.getValue("Done before", 1)).isEqualTo(2);
    assertThat(table.getStringValue("Error", 1)).isEmpty();
  }

  @Test
  void aWrongValueNamesKeyValueAndWhatIsAllowed() throws Exception {
    image("a");
    assertThat(run("prompts", "magic").getCancelReason())
        .contains("prompts=magic", "auto", "everything", "none");
    assertThat(run("input", " ").getCancelReason()).contains("key input is missing");
    assertThat(run("input", folder + "/nowhere").getCancelReason()).contains("There is no folder");
    assertThat(run("expert", "nobody").getCancelReason()).contains("nobody");
    assertThat(run("slices", "some").getCancelReason()).contains("slices", "some");
    assertThat(run("model", "no-such").getCancelReason()).contains("no-such");
    assertThat(ResultsTable.getResultsTable().getStringValue("Error", 5)).contains("no-such");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void macroOptionsAreReadStrictly() {
    FolderSegmentation asked =
        told(
            "input=[my images] filter=*.tif output=/out recursive=false prompts=none overwrite"
                + " roifiles=false table=false mask");
    assertThat(asked.images())
        .isEqualTo(new FolderImages(Path.of("my images"), false, new NameFilter("*.tif")));
    assertThat(asked.task().request().search()).isEqualTo(SegmentationRequest.Search.TASK);
    assertThat(asked.task().prompts()).isEqualTo(PromptSource.none());
    assertThat(asked.results())
        .isEqualTo(
            new FolderResults(Path.of("/out"), EnumSet.allOf(ResultFormat.class), false, true));
    assertThat(told("input=in output=out").results())
        .isEqualTo(
            new FolderResults(
                Path.of("out"), EnumSet.complementOf(EnumSet.of(ResultFormat.MASK)), true, false));
    assertThatThrownBy(() -> told("table=some")).hasMessageContaining("table=some");
    assertThatThrownBy(() -> told("expert=none prompts=none roifiles=false"))
        .hasMessageContaining("prompts=none")
        .hasMessageContaining("expert=none");
    assertThatThrownBy(() -> told("labels=false mask=false rois=false overlay=false table=false"))
        .hasMessageContaining("Nothing is to be made");
  }

  private static FolderSegmentation told(String options) {
    return Told.by(new BatchFolderCommand(), options).segmentation();
  }

  private CommandModule run(String key, Object value) throws Exception {
    Object[] settings = {
      "input",
      folder + "/images",
      "output",
      folder + "/results",
      "model",
      model,
      "device",
      "cpu",
      key,
      value
    };
    return context
        .service(CommandService.class)
        .run(BatchFolderCommand.class, false, settings)
        .get();
  }

  private void image(String name) throws Exception {
    byte[] pixels = new byte[60 * 50];
    new Random(name.hashCode()).nextBytes(pixels);
    Path images = Files.createDirectories(folder.resolve("images"));
    new FileSaver(new ImagePlus(name, new ByteProcessor(60, 50, pixels)))
        .saveAsPng(images.resolve(name + ".png").toString());
    RoiEncoder.save(new Roi(10, 10, 20, 20), images.resolve(name + ".roi").toString());
  }
}
