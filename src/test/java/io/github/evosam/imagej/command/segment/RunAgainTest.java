package io.github.evosam.imagej.command.segment;

import static io.github.evosam.imagej.ui.Screen.onEventThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.Told;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second run finds what the user showed, not what the first one made; needs a display. */
class RunAgainTest {
  @TempDir private static Path folder;
  private String model;
  private ImagePlus image;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    model = TinyModel.write(folder, 3).toString();
    byte[] pixels = new byte[60 * 50];
    new Random(2).nextBytes(pixels);
    image = new ImagePlus("cells.tif", new ByteProcessor(60, 50, pixels));
    onEventThread(
        () -> {
          image.show();
          return null;
        });
  }

  @AfterEach
  void close() throws Exception {
    onEventThread(
        () -> {
          Screen.closeImages();
          Optional.ofNullable(RoiManager.getInstance()).ifPresent(RoiManager::close);
          return null;
        });
  }

  @Test
  void resultsInTheRoiManagerAreNoPrompts() {
    RoiManager manager = new RoiManager();
    manager.addRoi(new Roi(5, 5, 20, 20));
    manager.addRoi(new Roi(30, 20, 20, 20));
    for (int run = 1; run <= 3; run++) {
      assertThat(segment("roimanager", false)).isEqualTo(2);
      assertThat(manager.getCount()).as("the same result is not added again").isEqualTo(4);
    }
  }

  @Test
  void resultsAreThePromptsWhereThereIsNothingElseAndStayIt() {
    RoiManager manager = new RoiManager();
    image.setRoi(5, 5, 20, 20);
    segment("selection", false);
    assertThat(manager.getCount()).isEqualTo(1);
    for (int run = 1; run <= 2; run++) {
      assertThat(segment("roimanager", false)).isEqualTo(1);
      assertThat(manager.getCount()).as("the same result is not added again").isEqualTo(2);
    }
  }

  @Test
  void theLabelImageInFrontMeansItsImage() {
    image.setRoi(5, 5, 20, 20);
    assertThat(segment("selection", true)).isEqualTo(1);
    assertThat(WindowManager.getCurrentImage().getTitle()).isEqualTo("cells-labels");
    assertThat(segment("selection", true)).isEqualTo(1);
    assertThat(image.getProp(RunTrace.OBJECTS)).isEqualTo("1");
    ImagePlus labels = WindowManager.getImage("cells-labels");
    assertThat(Told.by(new SegmentCommand(), "input=[cells-labels]").begin())
        .as("asked for")
        .isSameAs(labels);
    image.close();
    IJ.selectWindow(labels.getID());
    assertThat(CurrentImage.orElse(null)).as("nothing else is left").isSameAs(labels);
  }

  @Test
  void resultsOfAStackKeepTheirNamesAndShowTheSliceInView() throws Exception {
    ImagePlus stack = onEventThread(this::twice);
    stack.setSlice(2);
    stack.setRoi(5, 5, 20, 20);
    IJ.selectWindow(stack.getID());
    assertThat(objects("slices=all prompts=selection")).isEqualTo(2);
    assertThat(RoiManager.getInstance().getName(0)).isEqualTo("0001-0001");
    assertThat(RoiManager.getInstance().getRoi(1).getName()).isEqualTo("0002-0001");
    assertThat(RoiManager.getInstance().getRoi(1).getPosition()).isEqualTo(2);
    assertThat(WindowManager.getImage("stack-labels").getCurrentSlice()).isEqualTo(2);
  }

  private ImagePlus twice() {
    ImageStack slices = new ImageStack(60, 50);
    slices.addSlice(image.getProcessor());
    slices.addSlice(image.getProcessor());
    ImagePlus stack = new ImagePlus("stack.tif", slices);
    stack.show();
    return stack;
  }

  private int segment(String prompts, boolean labels) {
    return objects("prompts=%s labels=%s".formatted(prompts, labels));
  }

  private int objects(String options) {
    SegmentCommand command =
        Told.by(
            new SegmentCommand(), "model=[%s] device=cpu expert=none ".formatted(model) + options);
    command.run();
    assertThat(command.getCancelReason()).isNull();
    return command.objects();
  }
}
