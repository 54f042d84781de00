package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import javax.swing.JFrame;
import org.junit.jupiter.api.Test;

/** A result is shown beside its image; needs a display. */
class LabelWindowTest {
  @Test
  void aResultCoversNeitherItsImageNorThePanelBesideIt() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    ImagePlus image = IJ.createImage("cells.tif", 200, 150, 1, 8);
    ImagePlus labels = IJ.createImage("cells-labels", 200, 150, 1, 16);
    JFrame panel = new JFrame("panel");
    try {
      Screen.onEventThread(
          () -> {
            image.show();
            image.getWindow().setLocation(0, 0);
            panel.setBounds(image.getWindow().getWidth(), 0, 150, 300);
            panel.setVisible(true);
            return null;
          });
      Thread.sleep(500); // a window manager may move and enlarge them by their borders
      Rectangle beside = Screen.onEventThread(() -> image.getWindow().getBounds());
      Screen.onEventThread(
          () -> {
            panel.setLocation(beside.x + beside.width, beside.y);
            return null;
          });
      LabelWindow.show(labels, image);
      Thread.sleep(500); // where windows are is known a moment later
      Rectangle shown = Screen.onEventThread(() -> labels.getWindow().getBounds());
      assertThat(shown.intersects(panel.getBounds())).as("covers the panel").isFalse();
      assertThat(shown.intersects(image.getWindow().getBounds())).as("covers the image").isFalse();
    } finally {
      Screen.onEventThread(
          () -> {
            panel.dispose();
            image.close();
            labels.close();
            return null;
          });
    }
  }
}
