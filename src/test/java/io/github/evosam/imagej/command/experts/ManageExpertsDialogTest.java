package io.github.evosam.imagej.command.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.command.MenuEntry;
import io.github.evosam.imagej.ui.Screen;
import java.awt.Button;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real dialog; needs a display, which the build's CI has. */
class ManageExpertsDialogTest {
  @TempDir private Path folder;
  private String homeBefore;
  private ExpertCatalogue library;

  @BeforeEach
  void teach() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    if (IJ.getInstance() == null) {
      new ImageJ(ImageJ.NO_SHOW); // without it ImageJ prints messages instead of showing them
    }
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    library = new ExpertCatalogue(home);
    new Recorder(false);
    Recorder.record = true;
    Recorder.setCommand("EvoSAM Manage Experts");
  }

  @AfterEach
  void close() throws Exception {
    if (!GraphicsEnvironment.isHeadless()) {
      Recorder.record = false;
      HomeSetting.restore(homeBefore);
    }
  }

  @Test
  void theDialogRenamesAndIsRecordedByItsKeys() throws Exception {
    Thread command = start();
    Window dialog = Screen.window(ManageExpertsCommand.TITLE);
    assertThat(enabled(dialog, "expert", "name")).isEqualTo("true false");
    Screen.answer(dialog, "action", "rename");
    assertThat(enabled(dialog, "name", "file")).isEqualTo("true false");
    Screen.answer(dialog, "expert", "squares");
    Screen.press(dialog, "OK");
    Screen.await(
        () -> Screen.find(dialog, JLabel.class, this::isNews).getText().contains("New name"));
    assertThat(dialog.isShowing()).as("what is missing is said in the dialog").isTrue();
    Screen.answer(dialog, "name", "bright squares");
    Screen.press(dialog, "OK");
    command.join();
    assertThat(library.show("bright squares").entry().isReady()).isTrue();
    assertThat(Recorder.getInstance().getText())
        .contains(
            "run(\"EvoSAM Manage Experts\", \"action=rename expert=squares replace=false picture=false name=[bright squares]\");");
  }

  @Test
  void removingIsAskedTwice() throws Exception {
    String recorded = Recorder.getInstance().getText();
    Thread command = start();
    Window dialog = Screen.window(ManageExpertsCommand.TITLE);
    Screen.answer(dialog, "action", "remove");
    Screen.answer(dialog, "expert", "squares");
    Screen.press(dialog, "OK");
    Screen.await(() -> question().isPresent());
    press(question().orElseThrow(), "Cancel");
    command.join();
    assertThat(library.list()).hasSize(1);
    assertThat(Recorder.getInstance().getText().substring(recorded.length()))
        .doesNotContain("remove");
  }

  @Test
  void aWindowsPathIsRecordedAsAMacroReadsIt() throws Exception {
    Thread command = start();
    Window dialog = Screen.window(ManageExpertsCommand.TITLE);
    Screen.answer(dialog, "action", "import");
    Screen.answer(dialog, "file", "C:\\data\\new.evosam");
    Screen.press(dialog, "OK");
    Screen.await(() -> !Screen.windows(ManageExpertsCommand.TITLE).contains(dialog));
    Window failed = Screen.window(ManageExpertsCommand.TITLE);
    Screen.onEventThread(
        () -> {
          failed.dispose();
          return null;
        });
    command.join();
    assertThat(Recorder.getInstance().getText())
        .contains("action=import file=C:\\\\data\\\\new.evosam replace=false");
  }

  private static Thread start() {
    Thread command = new Thread(() -> new MenuEntry().run("experts.ManageExpertsCommand"));
    command.start();
    return command;
  }

  private boolean isNews(JLabel label) {
    return "news".equals(label.getName());
  }

  private static String enabled(Window dialog, String... keys) throws Exception {
    return Screen.onEventThread(
        () ->
            Arrays.stream(keys)
                .map(key -> Screen.find(dialog, Component.class, c -> key.equals(c.getName())))
                .map(field -> Boolean.toString(field.isEnabled()))
                .collect(Collectors.joining(" ")));
  }

  private static Optional<GenericDialog> question() {
    return Arrays.stream(Window.getWindows())
        .filter(Window::isShowing)
        .filter(GenericDialog.class::isInstance)
        .map(GenericDialog.class::cast)
        .findFirst();
  }

  private static void press(GenericDialog dialog, String label) throws Exception {
    Button button =
        Arrays.stream(dialog.getButtons())
            .filter(b -> b != null && b.getLabel().trim().equals(label))
            .findFirst()
            .orElseThrow();
    Screen.onEventThread(
        () -> {
          dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label));
          return null;
        });
  }
}
