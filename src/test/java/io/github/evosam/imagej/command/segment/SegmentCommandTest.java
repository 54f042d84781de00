package io.github.evosam.imagej.command.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.command.Told;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class SegmentCommandTest {
  @TempDir private static Path folder;
  private static Context context;
  private static String model;

  @BeforeAll
  static void start() {
    context = new Context(CommandService.class);
    model = TinyModel.write(folder, 3).toString();
  }

  @AfterAll
  static void stop() {
    context.dispose();
  }

  @Test
  void runsThroughTheCommandService() throws Exception {
    ImagePlus image = noise("cells.tif");
    image.setRoi(10, 10, 20, 20);
    CommandModule done = run(image, "labels", false, "rois", false, "overlay", true);
    assertThat(done.isCanceled()).as(done.getCancelReason()).isFalse();
    assertThat(done.getOutput("objects")).isEqualTo(1);
    assertThat(image.getOverlay().size()).isEqualTo(1);
  }

  @Test
  void theSegmentationOfABoxIsTheSameEveryTime() {
    ImagePlus image = noise("cells.tif");
    image.setRoi(10, 10, 20, 20);
    SegmentSettings settings = settings("selection", "current");
    ImagePlus first = new Segmentation(image, settings).run().labelImage();
    ImagePlus second = new Segmentation(image, settings).run().labelImage();
    assertThat(first.getTitle()).isEqualTo("cells-labels");
    assertThat((byte[]) second.getProcessor().getPixels())
        .isEqualTo((byte[]) first.getProcessor().getPixels());
  }

  @Test
  void everythingStaysInsideTheSelection() {
    ImagePlus image = noise("cells.tif");
    image.setRoi(20, 20, 20, 10);
    ImagePlus labels =
        new Segmentation(image, settings("everything", "current")).run().labelImage();
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 60; x++) {
        boolean inside = x >= 20 && x < 40 && y >= 20 && y < 30;
        assertThat(inside || labels.getProcessor().get(x, y) == 0).isTrue();
      }
    }
  }

  @Test
  void escapeDuringEverythingGivesNothingAndSaysSo() throws Exception {
    ImagePlus image = noise("cells.tif");
    Thread user =
        new Thread(
            () -> {
              while (image.getProp(RunTrace.ERROR) == null
                  && image.getProp(RunTrace.OBJECTS) == null) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                Thread.onSpinWait();
              }
            });
    user.setDaemon(true);
    user.start();
    CommandModule done = run(image, "prompts", "everything", "rois", false);
    user.join();
    IJ.resetEscape();
    assertThat(done.getCancelReason())
        .isEqualTo("Cancelled after 0 of 1 slices, so there are no results");
    assertThat(done.getOutput("result")).isNull();
    assertThat(image.getProp(RunTrace.ERROR)).contains("Cancelled");
  }

  @Test
  void aMissingSelectionCancelsWithASentence() throws Exception {
    CommandModule done = run(noise("cells.tif"));
    assertThat(done.isCanceled()).isTrue();
    assertThat(done.getCancelReason()).contains("selection");
  }

  @Test
  void aWrongChoiceNamesKeyValueAndWhatIsAllowed() throws Exception {
    CommandModule done = run(noise("cells.tif"), "prompts", "magic");
    assertThat(done.isCanceled()).isTrue();
    assertThat(done.getCancelReason())
        .contains("prompts=magic", "selection", "roimanager", "everything");
  }

  @Test
  void macroOptionsAreReadStrictly() {
    SegmentSettings settings =
        Told.by(
                new SegmentCommand(),
                "model=[my model] prompts=everything labels=false overlay table=true")
            .what();
    assertThat(settings.model()).isEqualTo("my model");
    assertThat(settings.prompts()).isEqualTo("everything");
    assertThat(settings.labels()).isFalse();
    assertThat(settings.overlay()).isTrue();
    assertThat(settings.table()).isTrue();
    assertThat(settings.rois()).as("default").isTrue();
    assertThatThrownBy(() -> Told.by(new SegmentCommand(), "labels=perhaps"))
        .hasMessageContaining("labels=perhaps");
    assertThatThrownBy(() -> Told.by(new SegmentCommand(), "labls=true"))
        .hasMessageContaining("'labls'")
        .hasMessageContaining("labels");
  }

  private static SegmentSettings settings(String prompts, String slices) {
    return new SegmentSettings(
        model, "cpu", "none", prompts, "", slices, "percentile", true, false, false, false);
  }

  private static CommandModule run(ImagePlus image, Object... more) throws Exception {
    Object[] all = new Object[more.length + 6];
    Object[] basic = {"input", image, "model", model, "device", "cpu"};
    System.arraycopy(basic, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return context.service(CommandService.class).run(SegmentCommand.class, false, all).get();
  }

  private static ImagePlus noise(String title) {
    byte[] pixels = new byte[60 * 50];
    new Random(2).nextBytes(pixels);
    return new ImagePlus(title, new ByteProcessor(60, 50, pixels));
  }
}
