package io.github.evosam.imagej.ui.session;

import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.task.TaskThumbnail;
import io.github.evosam.imagej.task.TinyTaskFolders;
import io.github.evosam.imagej.ui.Screen;
import io.github.evosam.imagej.ui.library.ExpertLibraryWindow;
import io.github.evosam.imagej.ui.library.ExpertTable;
import io.github.evosam.imagej.ui.library.ModelTable;
import io.github.evosam.imagej.ui.library.ModelsWindow;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Takes pictures of the windows for experts and models, with a library of three experts, to be
 * looked at; needs a display.
 */
final class WindowPictures {
  private WindowPictures() {}

  /**
   * Takes the pictures.
   *
   * @param arguments folder that they are written into
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path home = TinyExperts.home(Files.createTempDirectory("pictures"));
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    teach(home, "squares", "bright squares on a dark ground", TinyTasks.squares(4, 1));
    teach(home, "holes", "dark squares on a bright ground", TinyTasks.holes(4, 2));
    String storms = teach(home, "storms", "", TinyTasks.storms(4, 2));
    new ExpertCatalogue(home).annotate("squares", "Taught from four images of the old camera.");
    Screen.onEventThread(() -> new ImageJ(ImageJ.STANDALONE));
    library(folder);
    Files.delete(home.resolve("experts").resolve(storms).resolve("adapter.safetensors"));
    Thread.sleep(5000);
    Window library = Screen.windows(ExpertLibraryWindow.TITLE).get(0);
    Screen.onEventThread(
        () -> {
          Screen.find(library, ExpertTable.class, t -> true).setRowSelectionInterval(2, 2);
          return null;
        });
    picture(ExpertLibraryWindow.TITLE, folder.resolve("expert-library-damaged.png"));
    ModelsWindow.open();
    Screen.await(() -> !Screen.windows(ModelsWindow.TITLE).isEmpty());
    Window models = Screen.windows(ModelsWindow.TITLE).get(0);
    ModelTable table = Screen.onEventThread(() -> Screen.find(models, ModelTable.class, t -> true));
    Screen.await(() -> table.getRowCount() > 1);
    Screen.press(models, "Verify");
    Screen.onEventThread(
        () -> {
          table.setRowSelectionInterval(2, 2);
          return null;
        });
    Thread.sleep(2000);
    picture(ModelsWindow.TITLE, folder.resolve("models.png"));
    System.exit(0);
  }

  private static String teach(Path home, String name, String task, List<TaskImage> images) {
    Optional<byte[]> picture = Optional.of(TaskThumbnail.png(images.get(0).plane()));
    return TinyExperts.teach(home, name, task, images, picture);
  }

  private static void library(Path folder) throws Exception {
    ExpertLibraryWindow.open();
    Screen.await(() -> !Screen.windows(ExpertLibraryWindow.TITLE).isEmpty());
    Window window = Screen.windows(ExpertLibraryWindow.TITLE).get(0);
    ExpertTable table =
        Screen.onEventThread(() -> Screen.find(window, ExpertTable.class, t -> true));
    Screen.await(() -> table.getRowCount() == 3);
    ImagePlus image =
        new ImagePlus("new.tif", TinyTaskFolders.pixels(TinyTasks.squares(1, 50).get(0)));
    Screen.onEventThread(
        () -> {
          image.show();
          table.setRowSelectionInterval(0, 1);
          return null;
        });
    Screen.press(window, "Compare on image");
    Screen.await(() -> WindowManager.getImage("Experts on new.tif") != null);
    ImageIO.write(
        WindowManager.getImage("Experts on new.tif").getBufferedImage(),
        "png",
        folder.resolve("comparison.png").toFile());
    Screen.press(window, "Verify");
    Screen.onEventThread(
        () -> {
          table.setRowSelectionInterval(1, 1);
          window.toFront();
          return null;
        });
    Thread.sleep(2000);
    picture(ExpertLibraryWindow.TITLE, folder.resolve("expert-library.png"));
    Screen.press(window, "Remove…");
    Screen.await(() -> Screen.dialog().isPresent());
    Thread.sleep(1000);
    ImageIO.write(
        new Robot().createScreenCapture(Screen.dialog().orElseThrow().getBounds()),
        "png",
        folder.resolve("removal.png").toFile());
    Screen.press(Screen.dialog().orElseThrow(), "Cancel");
    Screen.await(() -> Screen.dialog().isEmpty());
  }

  private static void picture(String title, Path file) throws Exception {
    Window window = Screen.windows(title).get(0);
    Screen.onEventThread(
        () -> {
          window.toFront();
          return null;
        });
    Thread.sleep(1000);
    Rectangle bounds = window.getBounds();
    ImageIO.write(new Robot().createScreenCapture(bounds), "png", file.toFile());
  }
}
