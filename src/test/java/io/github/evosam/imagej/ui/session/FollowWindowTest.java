package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.nio.file.Path;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects are followed through a stack by the panel's buttons; needs a display. */
class FollowWindowTest {
  private static final String PANEL = "EvoSAM Interactive: cells.tif";
  private static final int SLICES = 4;

  @TempDir private static Path folder;
  private ImagePlus image;

  @AfterEach
  void close() throws Exception {
    if (image != null) {
      Screen.closeAll();
    }
  }

  @Test
  void theObjectAtHandIsFollowedAndThenCorrectedOnAnotherSlice() throws Exception {
    Window panel = open(SLICES);
    outline(panel, new Roi(10, 5, 18, 16));
    Screen.press(panel, "Follow through the stack");
    Screen.await(() -> says(panel).startsWith("Followed through"));
    ImagePlus labels = WindowManager.getImage("cells-labels");
    assertThat(labels.getStackSize()).isEqualTo(SLICES);
    assertThat(PromptedSlices.of(labels)).hasToString("1:1");

    Screen.onEventThread(
        () -> {
          image.setSlice(SLICES);
          Screen.find(panel, ObjectList.class, list -> true).setSelectedIndex(0);
          return null;
        });
    outline(panel, new Roi(30, 15, 18, 16));
    Screen.press(panel, "Accept as selected");
    Screen.await(() -> !Screen.button(panel, "Edit mask").isEnabled());
    Screen.press(panel, "Follow through the stack");
    Screen.await(() -> PromptedSlices.of(labels).toString().equals("1:1,4"));
    assertThat(Screen.onEventThread(() -> labels.getStack().getProcessor(SLICES).get(40, 20)))
        .isEqualTo(1);
    ObjectList list = Screen.onEventThread(() -> Screen.find(panel, ObjectList.class, l -> true));
    assertThat(Screen.onEventThread(() -> list.getModel().getSize())).isEqualTo(1);
  }

  @Test
  void aSingleSliceHasNowhereToFollowTo() throws Exception {
    Window panel = open(1);
    assertThat(
            Screen.onEventThread(
                () ->
                    Screen.components((java.awt.Container) panel).stream()
                        .filter(javax.swing.AbstractButton.class::isInstance)
                        .map(button -> ((javax.swing.AbstractButton) button).getText())))
        .contains("Teach this…")
        .doesNotContain("Follow through the stack", "Accept as selected");
  }

  private Window open(int slices) throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    ImageStack stack = new ImageStack(60, 40);
    for (int slice = 0; slice < slices; slice++) {
      ByteProcessor pixels = new ByteProcessor(60, 40);
      pixels.setValue(200);
      pixels.fillOval(10 + slice, 5, 18, 16);
      stack.addSlice(pixels);
    }
    image = new ImagePlus("cells.tif", stack);
    Screen.onEventThread(
        () -> {
          if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.NO_SHOW);
          }
          image.show();
          return null;
        });
    InteractiveWindow.open(
        image,
        new ModelOnDevice(TinyModel.writeOfEmbeddedKind(folder).toString(), "cpu"),
        (lesson, learned) -> {});
    return Screen.window(PANEL);
  }

  private void outline(Window panel, Roi outline) throws Exception {
    Screen.onEventThread(
        () -> {
          image.setRoi(outline);
          return null;
        });
    Screen.press(panel, "Use selection");
    Screen.await(() -> Screen.button(panel, "Edit mask").isEnabled());
  }

  private static String says(Window panel) {
    return Screen.components((java.awt.Container) panel).stream()
        .filter(JLabel.class::isInstance)
        .map(label -> ((JLabel) label).getText())
        .findFirst()
        .orElse("");
  }
}
