package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every macro that is documented, with windows: none may stop at a dialog. */
class MacrosWithWindowsTest {
  @TempDir private Path folder;

  @BeforeEach
  void needsADisplay() {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
  }

  @Test
  void noDocumentedCallAsks() throws Exception {
    List<DocumentedCall> calls =
        DocumentedCall.all().stream().filter(call -> !call.options().contains("install")).toList();
    String macro =
        calls.stream()
            .map(
                call ->
                    """
                    selectImage("cells.tif");
                    makeRectangle(2, 2, 20, 20);
                    run("%s", "%s");
                    print("CALLED %s: " + call("%s.error"));
                    """
                        .formatted(
                            call.command(),
                            call.options(),
                            call.command(),
                            LastRun.class.getName()))
            .collect(Collectors.joining());
    Path file =
        Files.writeString(
            folder.resolve("calls.ijm"),
            """
            newImage("cells-truth.tif", "8-bit black", 60, 50, 2);
            newImage("cells.tif", "8-bit noise", 60, 50, 2);
            """
                + macro);
    String log = MacroProcess.runInWindows(folder.resolve("home"), file, "");
    assertThat(log).doesNotContain(WindowedMacro.ASKED, "is not known", "is not possible");
    assertThat(log.lines().filter(line -> line.startsWith("CALLED "))).as(log).hasSameSizeAs(calls);
  }

  @Test
  void anImageThatIsNotOpenIsAnErrorWithAndWithoutImages() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("calls.ijm"),
            """
            run("EvoSAM Segment", "input=[no such] prompts=everything");
            print("FIRST " + call("%1$s.error"));
            newImage("cells.tif", "8-bit noise", 60, 50, 1);
            run("EvoSAM Segment", "input=[no such] prompts=everything");
            print("SECOND " + call("%1$s.error"));
            print("PROPERTY " + Property.get("evosam.error"));
            run("EvoSAM Interactive", "model=");
            setBatchMode(true);
            run("EvoSAM Segment");
            print("BARE " + call("%1$s.error"));
            run("EvoSAM Segment", "rois=false prompts=everything device=cpu");
            print("LAST " + call("%1$s.error") + getTitle() + " of " + nImages);
            """
                .formatted(LastRun.class.getName()));
    String log = MacroProcess.runInWindows(folder.resolve("home"), file, "");
    assertThat(log)
        .contains("FIRST input=no such is not possible; no image of that title is open")
        .contains("SECOND input=no such is not possible; no image of that title is open")
        .contains("PROPERTY input=no such is not possible")
        .contains("BARE prompts=selection needs a selection")
        .contains("LAST cells-labels of 2")
        .doesNotContain(WindowedMacro.ASKED);
  }

  @Test
  void foldersAreSegmented() throws Exception {
    Path images = images();
    Path results = folder.resolve("results");
    assertThat(run("segment_folder.ijm", images, results)).contains("segment_folder: " + results);
    assertThat(results.resolve("cell-labels.tif")).exists();
    Path tables = folder.resolve("tables");
    assertThat(run("measure_and_export.ijm", images, tables)).contains("measure_and_export: ");
    assertThat(tables.resolve("summary.csv")).exists();
  }

  @Test
  void aStackIsPropagated() throws Exception {
    ImageStack slices = new ImageStack();
    slices.addSlice(cell());
    slices.addSlice(cell());
    Path stack = folder.resolve("stack.tif");
    new FileSaver(new ImagePlus("stack", slices)).saveAsTiff(stack.toString());
    Path roi = folder.resolve("cell.roi");
    RoiEncoder.save(new Roi(19, 14, 32, 28), roi.toString());
    Path results = folder.resolve("results");
    assertThat(run("propagate_stack.ijm", stack, roi, results))
        .contains("propagate_stack: 1 objects, ");
    assertThat(results.resolve("stack-objects.csv")).exists();
  }

  @Test
  void anExpertIsTaughtAppliedAndCompared() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "dark holes", "", TinyTasks.holes(4, 2), Optional.empty());
    TinyTaskFolders.write(folder.resolve("site"), TinyTasks.squares(4, 1));
    Path images = Files.createDirectories(folder.resolve("new"));
    Path image = images.resolve("new.png");
    Path truth = folder.resolve("truth.png");
    TinyTaskFolders.png(TinyTaskFolders.pixels(TinyTasks.squares(1, 50).get(0)), image);
    TinyTaskFolders.png(TinyTaskFolders.mask(TinyTasks.squares(1, 50).get(0)), truth);
    Path results = folder.resolve("results");
    String taught =
        run(
            "teach_and_apply.ijm",
            folder.resolve("site/images"),
            folder.resolve("site/masks"),
            "squares",
            images,
            results,
            "epochs=1 rank=2 device=cpu validation=0.25",
            TinyExperts.MODEL);
    assertThat(taught).contains("teach_and_apply: " + results);
    String compared =
        run(
            "compare_experts.ijm",
            image,
            truth,
            "squares",
            "dark holes",
            results,
            TinyExperts.MODEL);
    assertThat(compared).contains("comparison.csv");
    assertThat(Files.readAllLines(results.resolve("comparison.csv")))
        .hasSize(3)
        .allMatch(line -> line.endsWith(",") || line.endsWith("error"));
  }

  /** Runs one of the macros; its log. */
  private String run(String macro, Object... arguments) throws Exception {
    String argument =
        java.util.Arrays.stream(arguments).map(Object::toString).collect(Collectors.joining(","));
    String log =
        MacroProcess.runInWindows(folder.resolve("home"), Path.of("macros", macro), argument);
    assertThat(log).doesNotContain(WindowedMacro.ASKED);
    return log;
  }

  private Path images() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    new FileSaver(new ImagePlus("cell", cell())).saveAsPng(images.resolve("cell.png").toString());
    RoiEncoder.save(new Roi(19, 14, 32, 28), images.resolve("cell.roi").toString());
    return images;
  }

  private static ByteProcessor cell() {
    ByteProcessor pixels = new ByteProcessor(80, 60);
    pixels.setValue(200);
    pixels.fillOval(20, 15, 30, 26);
    return pixels;
  }
}
