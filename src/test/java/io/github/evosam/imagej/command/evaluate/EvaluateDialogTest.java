package io.github.evosam.imagej.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;
import io.github.evosam.imagej.command.MenuEntry;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real dialog over real images; needs a display, which the build's CI has. */
class EvaluateDialogTest {
  private static final long PATIENCE_MILLIS = 120_000;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    SwingUtilities.invokeAndWait(
        () -> {
          if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.NO_SHOW);
          }
          image("found.tif", 3).show();
          image("the truth.tif", 5).show();
        });
    ResultsTable.getResultsTable().reset();
  }

  @AfterEach
  void close() throws Exception {
    Recorder.record = false;
    if (!GraphicsEnvironment.isHeadless()) {
      SwingUtilities.invokeAndWait(
          () -> {
            Screen.closeImages();
          });
    }
  }

  @Test
  void theDialogComparesTheOpenImagesAndIsRecordedByItsKeys() throws Exception {
    new Recorder(false);
    Recorder.record = true;
    Recorder.setCommand("EvoSAM Evaluate");
    Thread command = new Thread(() -> new MenuEntry().run("evaluate.EvaluateCommand"));
    command.start();
    Window dialog = Screen.window(EvaluateCommand.TITLE);
    assertThat(Screen.answer(dialog, "result")).isEqualTo("found.tif");
    Screen.press(dialog, "OK");
    command.join(PATIENCE_MILLIS);
    assertThat(command.isAlive()).isFalse();
    assertThat(Recorder.getInstance().getText())
        .contains("result=found.tif", "truth=[the truth.tif]", "tolerance=2px")
        .contains("table=true", "plots=true")
        .doesNotContain("output=");
    assertThat(ResultsTable.getResultsTable().getValue("Dice", 0)).isEqualTo(0.5);
    ImagePlus plots = WindowManager.getImage(EvaluateReport.PLOTS);
    assertThat(plots.getStackSize()).isEqualTo(2);
    assertThat(plots.getWindow()).isNotNull();
  }

  private static ImagePlus image(String title, int left) {
    ByteProcessor pixels = new ByteProcessor(20, 10);
    pixels.setValue(255);
    pixels.setRoi(left, 3, 4, 4);
    pixels.fill();
    pixels.resetRoi();
    return new ImagePlus(title, pixels);
  }
}
