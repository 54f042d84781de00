package io.github.evosam.imagej.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.AcceptedSlices;
import io.github.evosam.imagej.ui.Screen;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window beside a real image; needs a display, which the build's CI has. */
class InteractiveWindowTest {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir private static Path folder;
  private final byte[] pixels = new byte[60 * 40];
  private final List<AcceptedSlices> lessons = new ArrayList<>();
  private ImagePlus image;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    new Random(2).nextBytes(pixels);
    image = new ImagePlus("cells.tif", new ByteProcessor(60, 40, pixels));
    onEventThread(
        () -> {
          if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.NO_SHOW);
          }
          image.show();
          return null;
        });
    InteractiveWindow.open(
        image,
        new ModelOnDevice(TinyModel.write(folder, 3).toString(), "cpu"),
        (lesson, learned) -> lessons.add(lesson));
    await(() -> frame().isPresent());
  }

  @AfterEach
  void close() throws Exception {
    if (image != null) {
      Screen.closeAll();
    }
  }

  @Test
  void anObjectGoesFromAClickByTheBrushIntoLabelsAndRoisAndBack() throws Exception {
    click(30, 20);
    await(() -> button("Edit mask").isEnabled());
    press("Edit mask");
    onEventThread(
        () -> {
          image.setRoi(new Roi(10, 5, 8, 6));
          return null;
        });
    press("Done");
    await(() -> button("Edit mask").isEnabled());
    press("Accept");
    await(() -> WindowManager.getImage("cells-labels") != null);
    ImageProcessor labels = WindowManager.getImage("cells-labels").getProcessor();
    assertThat(onEventThread(() -> RoiManager.getInstance().getCount())).isEqualTo(1);
    assertThat(labels.get(10, 5)).isEqualTo(1);
    assertThat(labels.get(17, 10)).isEqualTo(1);
    assertThat(labels.get(18, 10)).isZero();
    onEventThread(
        () -> {
          RoiManager.getInstance().delete(0);
          return null;
        });
    await(() -> labels.get(10, 5) == 0);
    press("Undo");
    await(() -> labels.get(10, 5) == 1 && RoiManager.getInstance().getCount() == 1);
    assertThat((byte[]) image.getProcessor().getPixels()).as("the image").isEqualTo(pixels);
  }

  @Test
  void whatIsAcceptedCanBeTaught() throws Exception {
    assertThat(onEventThread(() -> button("Teach this…").isEnabled())).isFalse();
    click(30, 20);
    await(() -> button("Edit mask").isEnabled());
    press("Edit mask");
    onEventThread(
        () -> {
          image.setRoi(new Roi(10, 5, 8, 6));
          return null;
        });
    press("Accept");
    await(() -> button("Teach this…").isEnabled());
    press("Teach this…");
    await(() -> !lessons.isEmpty());
    AcceptedSlices lesson = lessons.get(0);
    assertThat(lesson.image()).isSameAs(image);
    assertThat(lesson.model()).isEqualTo(folder.resolve("tiny.safetensors").toString());
    assertThat(lesson.objects()).isEqualTo(1);
    LabelMap labels = lesson.planes().get(new StackPosition(0, 1, 1));
    assertThat(labels.foreground().areaPixels()).isEqualTo(48);
    assertThat(labels.at(17, 10)).isEqualTo(1);
  }

  @Test
  void teachingComesAfterTheStepsThatWait() throws Exception {
    image.setRoi(new Roi(10, 5, 8, 6));
    press("Use selection");
    await(() -> button("Edit mask").isEnabled());
    press("Accept");
    await(() -> button("Teach this…").isEnabled());
    onEventThread(
        () -> {
          image.setRoi(new Roi(30, 20, 8, 6));
          button("Use selection").doClick(0);
          button("Accept").doClick(0);
          button("Teach this…").doClick(0);
          return null;
        });
    await(() -> !lessons.isEmpty());
    assertThat(lessons.get(0).objects()).isEqualTo(2);
  }

  @Test
  void theListIsWorkedOnByKeys() throws Exception {
    image.setRoi(new Roi(10, 5, 8, 6));
    press("Use selection");
    await(() -> button("Edit mask").isEnabled());
    press("Accept");
    await(() -> WindowManager.getImage("cells-labels") != null);
    ImageProcessor labels = WindowManager.getImage("cells-labels").getProcessor();
    InteractivePanel panel = (InteractivePanel) frame().orElseThrow().getContentPane();
    onEventThread(
        () -> {
          panel.deleteSelected();
          return null;
        });
    assertThat(labels.getStats().max).as("nothing is selected").isEqualTo(1);
    onEventThread(
        () -> {
          Screen.find(frame().orElseThrow(), ObjectList.class, list -> true).setSelectedIndex(0);
          panel.changeSelected();
          return null;
        });
    await(() -> button("Discard").isEnabled());
    press("Discard");
    onEventThread(
        () -> {
          Screen.find(frame().orElseThrow(), ObjectList.class, list -> true).setSelectedIndex(0);
          panel.deleteSelected();
          return null;
        });
    await(() -> labels.getStats().max == 0);
    assertThat(panel.dragMode()).isEqualTo(DragMode.BOX);
    onEventThread(
        () -> {
          panel.switchDragMode();
          return null;
        });
    assertThat(panel.dragMode()).isEqualTo(DragMode.STROKE);
    assertThat(button("Teach this…").isFocusable()).as("reached by Tab").isTrue();
  }

  @Test
  void closingTheImageInTheMiddleEndsWindowAndThread() throws Exception {
    click(30, 20);
    onEventThread(
        () -> {
          image.changes = false;
          image.close();
          return null;
        });
    await(() -> frame().isEmpty());
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("EvoSAM Interactive")));
    assertThat(WindowManager.getImage("cells-labels")).isNull();
  }

  private void click(int x, int y) throws Exception {
    onEventThread(
        () -> {
          Screen.click(image.getCanvas(), x, y);
          return null;
        });
  }

  private static void press(String text) throws Exception {
    onEventThread(
        () -> {
          button(text).doClick(0);
          return null;
        });
  }

  private static Optional<JFrame> frame() {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window.isDisplayable() && window instanceof JFrame)
        .map(JFrame.class::cast)
        .filter(frame -> frame.getTitle().startsWith("EvoSAM Interactive"))
        .findFirst();
  }

  private static JButton button(String text) {
    return components(frame().orElseThrow().getContentPane()).stream()
        .filter(component -> component instanceof JButton b && text.equals(b.getText()))
        .map(JButton.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no button '" + text + "'"));
  }

  private static List<Component> components(Container container) {
    List<Component> all = new ArrayList<>();
    for (Component component : container.getComponents()) {
      all.add(component);
      if (component instanceof Container inner) {
        all.addAll(components(inner));
      }
    }
    return all;
  }

  private static List<String> texts() {
    return Stream.concat(
            components(frame().orElseThrow().getContentPane()).stream()
                .map(
                    component ->
                        component instanceof JLabel label
                            ? label.getText()
                            : component instanceof JProgressBar bar ? bar.getString() : ""),
            Arrays.stream(WindowManager.getImageTitles()))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!onEventThread(condition)) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("Waited too long; the panel says " + onEventThread(() -> texts()));
      }
      Thread.sleep(20);
    }
  }

  private static <T> T onEventThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    SwingUtilities.invokeAndWait(task);
    return task.get();
  }
}
