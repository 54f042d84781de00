package io.github.evosam.imagej.command;

import static io.github.evosam.imagej.ui.Screen.onEventThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which image a command of Fiji gets in a macro's batch mode; needs a display. */
class CurrentImageTest {
  private final ImagePlus behind = image("behind");
  private final ImagePlus inWindow = image("in a window");
  private final ImagePlus first = image("first of the batch");
  private final ImagePlus last = image("last of the batch");

  @BeforeEach
  void startBatch() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    onEventThread(
        () -> {
          behind.show();
          inWindow.show();
          return null;
        });
    IJ.selectWindow(inWindow.getID());
    Interpreter.batchMode = true;
    Interpreter.addBatchModeImage(first);
    Interpreter.addBatchModeImage(last);
    // as on the threads of Fiji's commands, which are not the macro's
    WindowManager.setTempCurrentImage(null);
  }

  @AfterEach
  void endBatch() throws Exception {
    Interpreter.removeBatchModeImage(first);
    Interpreter.removeBatchModeImage(last);
    Interpreter.batchMode = false;
    WindowManager.setTempCurrentImage(null);
    onEventThread(
        () -> {
          Screen.closeImages();
          return null;
        });
  }

  @Test
  void theImageThatTheMacroNamesWins() {
    assertThat(CurrentImage.inFront(first)).isSameAs(first);
    assertThat(CurrentImage.inFront(last)).isSameAs(last);
    assertThat(CurrentImage.inFront(behind)).isSameAs(behind);
  }

  @Test
  void whatIsFilledInGivesWayToTheCurrentImageOfTheMacro() {
    assertThat(CurrentImage.inFront(null)).isSameAs(last);
    assertThat(CurrentImage.inFront(inWindow)).isSameAs(last);
  }

  @Test
  void anImageThatAnEarlierCommandLeftOnTheThreadIsNotNamed() {
    WindowManager.setTempCurrentImage(first);
    assertThat(CurrentImage.inFront(WindowManager.getCurrentImage())).isSameAs(last);
  }

  @Test
  void outsideOfBatchModeTheGivenImageIsTaken() {
    Interpreter.batchMode = false;
    assertThat(CurrentImage.inFront(behind)).isSameAs(behind);
    assertThat(CurrentImage.inFront(null)).isSameAs(inWindow);
  }

  private static ImagePlus image(String title) {
    return new ImagePlus(title, new ByteProcessor(8, 8));
  }
}
