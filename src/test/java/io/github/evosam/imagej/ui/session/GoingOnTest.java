package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel is closed and opened again beside the same image; needs a display. */
class GoingOnTest {
  private static final String PANEL = "EvoSAM Interactive: cells.tif";

  @TempDir private static Path folder;
  private ImagePlus image;

  @BeforeEach
  void show() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    byte[] pixels = new byte[60 * 40];
    new Random(2).nextBytes(pixels);
    image = new ImagePlus("cells.tif", new ByteProcessor(60, 40, pixels));
    Screen.onEventThread(
        () -> {
          if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.NO_SHOW);
          }
          image.show();
          return null;
        });
  }

  @AfterEach
  void close() throws Exception {
    if (image != null) {
      Screen.closeAll();
    }
  }

  @Test
  void aPanelThatIsOpenedAgainGoesOnWhereTheEarlierOneWas() throws Exception {
    Window first = open();
    accept(first, new Roi(10, 5, 8, 6));
    Screen.await(() -> WindowManager.getImage("cells-labels") != null);
    Screen.onEventThread(
        () -> {
          first.dispatchEvent(new WindowEvent(first, WindowEvent.WINDOW_CLOSING));
          return null;
        });
    Screen.await(() -> Screen.windows(PANEL).isEmpty());
    Window second = open();
    ObjectList list = Screen.onEventThread(() -> Screen.find(second, ObjectList.class, l -> true));
    assertThat(Screen.onEventThread(() -> list.getModel().getSize())).isEqualTo(1);
    accept(second, new Roi(40, 20, 8, 6));
    Screen.await(() -> list.getModel().getSize() == 2 && RoiManager.getInstance().getCount() == 2);
    ImagePlus labels = WindowManager.getImage("cells-labels");
    assertThat(labels.getProcessor().get(10, 5)).isEqualTo(1);
    assertThat(WindowManager.getImageTitles())
        .containsExactlyInAnyOrder("cells.tif", "cells-labels");
    assertThat(
            Screen.onEventThread(
                () -> Arrays.stream(RoiManager.getInstance().getRoisAsArray()).map(Roi::getName)))
        .containsExactly("0001", "0002");
    assertThat(labels.getStatistics().max).isEqualTo(2);
  }

  @Test
  void theLabelImageFollowsTheSlice() throws Exception {
    ImagePlus single = image;
    Screen.onEventThread(
        () -> {
          ImageStack slices = new ImageStack(60, 40);
          slices.addSlice(single.getProcessor().duplicate());
          slices.addSlice(single.getProcessor().duplicate());
          Screen.closeImages();
          image = new ImagePlus("cells.tif", slices);
          image.show();
          return null;
        });
    accept(open(), new Roi(10, 5, 8, 6));
    Screen.await(() -> WindowManager.getImage("cells-labels") != null);
    ImagePlus labels = WindowManager.getImage("cells-labels");
    assertThat(labels.getCurrentSlice()).isEqualTo(1);
    Screen.onEventThread(
        () -> {
          image.setSlice(2);
          return null;
        });
    Screen.await(() -> labels.getCurrentSlice() == 2);
  }

  @Test
  void aCommandThatNumbersObjectsClosesThePanelWhoseObjectsStay() throws Exception {
    assertThat(InteractiveWindow.close(image)).as("none is open").isFalse();
    accept(open(), new Roi(10, 5, 8, 6));
    Screen.await(() -> WindowManager.getImage("cells-labels") != null);
    assertThat(InteractiveWindow.close(image)).isTrue();
    assertThat(Screen.windows(PANEL)).isEmpty();
    assertThat(InteractiveWindow.close(image)).isFalse();
    assertThat(WindowManager.getImage("cells-labels").getProcessor().get(10, 5)).isEqualTo(1);
    assertThat(RoiManager.getInstance().getCount()).isEqualTo(1);
  }

  private Window open() throws Exception {
    InteractiveWindow.open(
        image,
        new ModelOnDevice(TinyModel.writeOfEmbeddedKind(folder).toString(), "cpu"),
        (lesson, learned) -> {});
    Screen.await(() -> !Screen.windows(PANEL).isEmpty());
    return Screen.windows(PANEL).get(0);
  }

  private void accept(Window panel, Roi outline) throws Exception {
    Screen.onEventThread(
        () -> {
          image.setRoi(outline);
          return null;
        });
    Screen.press(panel, "Use selection");
    Screen.await(() -> Screen.button(panel, "Edit mask").isEnabled());
    Screen.press(panel, "Accept");
    Screen.await(() -> !Screen.button(panel, "Edit mask").isEnabled());
  }
}
