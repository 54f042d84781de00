package io.github.evosam.imagej.command.learn;

import static io.github.evosam.imagej.ui.Screen.await;
import static io.github.evosam.imagej.ui.Screen.onEventThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import io.github.evosam.imagej.task.TinyTaskFolders;
import io.github.evosam.imagej.ui.Screen;
import io.github.evosam.imagej.ui.session.InteractiveWindow;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.JComboBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From accepted objects to an expert, in the real windows; needs a display. */
class TeachThisTest {
  private static final String PANEL = "EvoSAM Interactive: ";

  @TempDir private static Path folder;
  private final List<TaskImage> squares = TinyTasks.squares(2, 1);
  private String homeBefore;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    Prefs.set("evosam.teach.folder", null);
    onEventThread(() -> IJ.getInstance() == null ? new ImageJ(ImageJ.NO_SHOW) : IJ.getInstance());
  }

  @AfterEach
  void close() throws Exception {
    Prefs.set("evosam.teach.folder", null);
    onEventThread(
        () -> {
          Screen.closeImages();
          Optional.ofNullable(RoiManager.getInstance()).ifPresent(RoiManager::close);
          return null;
        });
    HomeSetting.restore(homeBefore);
  }

  @Test
  void objectsOfTwoImagesAreCollectedAndThenLearned() throws Exception {
    Path model = TinyModel.write(folder, 3);
    Path task = folder.resolve("bright squares");
    accept(squares.get(0), "first.tif", model);

    press(panel("first.tif"), "Teach this…");
    Window first = dialog(TeachDialog.TITLE);
    type(first, 0, task.toString());
    check(first, false);
    confirm(first);
    await(() -> Files.exists(task.resolve("masks").resolve("first.tif")));

    accept(squares.get(1), "second.tif", model);
    press(panel("second.tif"), "Teach this…");
    Window second = dialog(TeachDialog.TITLE);
    assertThat(Path.of(text(second, 0))).as("remembered").isEqualTo(task);
    confirm(second);
    Window learning = Screen.window(LearnTaskCommand.TITLE);
    assertThat(Screen.answer(learning, "name")).isEqualTo("bright squares");
    assertThat(Path.of(Screen.answer(learning, "images"))).isEqualTo(task);
    Screen.answer(learning, "epochs", "1");
    Screen.press(learning, "OK");

    await(() -> ExpertCatalogue.ofUser().list().size() == 1);
    assertThat(ExpertCatalogue.ofUser().show("bright squares").images()).isEqualTo(2);
    await(() -> experts("second.tif").getItemCount() == 3);
    assertThat(onEventThread(() -> experts("second.tif").getItemAt(2).toString()))
        .contains("bright squares");
    for (int i = 0; i < 2; i++) {
      LabelledFiles files = TaskFolder.pairs(task).get(i);
      assertThat(files.read().get(0).labels().foreground()).isEqualTo(mask(squares.get(i)));
    }
  }

  @Test
  void oneImageIsCalledWhatItIs() {
    assertThat(TeachThis.advice(1)).contains("Only one image", "flatters");
    assertThat(TeachThis.advice(3)).contains("3 images", "dozen");
    assertThat(TeachThis.advice(20)).contains("20 images").doesNotContain("few");
  }

  private static Mask mask(TaskImage image) {
    return image.plane().labels().foreground();
  }

  /** Opens an image and the panel, outlines its object and accepts it. */
  private static void accept(TaskImage image, String title, Path model) throws Exception {
    ImagePlus shown = new ImagePlus(title, TinyTaskFolders.pixels(image));
    onEventThread(
        () -> {
          shown.show();
          return null;
        });
    InteractiveWindow.open(shown, new ModelOnDevice(model.toString(), "cpu"), new TeachThis());
    await(() -> !Screen.windows(PANEL + title).isEmpty());
    outline(mask(image), shown);
    press(panel(title), "Use selection");
    await(() -> Screen.button(panel(title), "Edit mask").isEnabled());
    press(panel(title), "Edit mask");
    outline(mask(image), shown);
    press(panel(title), "Accept");
    await(() -> Screen.button(panel(title), "Teach this…").isEnabled());
  }

  private static void outline(Mask square, ImagePlus image) throws Exception {
    int first = square.toBitSet().nextSetBit(0);
    int side = (int) Math.round(Math.sqrt(square.areaPixels()));
    onEventThread(
        () -> {
          image.setRoi(new Roi(first % TinyTasks.SIDE, first / TinyTasks.SIDE, side, side));
          return null;
        });
  }

  private static Window panel(String title) {
    return Screen.windows(PANEL + title).get(0);
  }

  private static JComboBox<?> experts(String title) {
    return Screen.find(panel(title), JComboBox.class, box -> true);
  }

  private static void press(Window window, String text) throws Exception {
    onEventThread(
        () -> {
          Screen.button(window, text).doClick(0);
          return null;
        });
  }

  private static Window dialog(String title) throws Exception {
    await(() -> !Screen.windows(title).isEmpty());
    return Screen.windows(title).get(0);
  }

  private static <T extends Component> List<T> all(Window window, Class<T> type) {
    return Screen.components(window).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static String text(Window window, int field) throws Exception {
    return onEventThread(() -> all(window, TextField.class).get(field).getText());
  }

  private static void type(Window window, int field, String text) throws Exception {
    onEventThread(
        () -> {
          all(window, TextField.class).get(field).setText(text);
          return null;
        });
  }

  private static void check(Window window, boolean state) throws Exception {
    onEventThread(
        () -> {
          all(window, Checkbox.class).get(0).setState(state);
          return null;
        });
  }

  /** Presses the OK button of one of ImageJ's dialogs. */
  private static void confirm(Window window) throws Exception {
    onEventThread(
        () -> {
          Button ok = ((GenericDialog) window).getButtons()[0];
          ok.dispatchEvent(new ActionEvent(ok, ActionEvent.ACTION_PERFORMED, "OK"));
          return null;
        });
    await(() -> !window.isShowing());
  }
}
