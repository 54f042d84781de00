package io.github.evosam.imagej.command.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.ui.Screen;
import java.awt.Button;
import java.awt.Choice;
import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real dialog; needs a display, which the build's CI has. */
class ManageExpertsPlugInTest {
  @TempDir private Path folder;
  private String homeBefore;
  private ExpertCatalogue library;

  @BeforeEach
  void teach() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
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
    Thread command = new Thread(() -> new ManageExpertsPlugIn().run(""), "Run$_Manage");
    command.start();
    answer("rename", "bright squares");
    command.join();
    assertThat(library.show("bright squares").entry().isReady()).isTrue();
    assertThat(Recorder.getCommandOptions())
        .isEqualTo("action=rename expert=squares name=[bright squares]");
  }

  @Test
  void removingIsAskedTwice() throws Exception {
    Thread command = new Thread(() -> new ManageExpertsPlugIn().run(""), "Run$_Manage");
    command.start();
    answer("remove", "");
    Screen.await(() -> question().isPresent());
    press(question().orElseThrow(), "Cancel");
    command.join();
    assertThat(library.list()).hasSize(1);
    assertThat(Recorder.getCommandOptions()).isNull();
  }

  @Test
  void aWindowsPathIsRecordedAsAMacroReadsIt() {
    new ManageExpertsPlugIn()
        .record(
            new ManageExpertsSettings(
                ExpertAction.EXPORT, "squares", "C:\\data\\new.evosam", false, "", ""));
    assertThat(Recorder.getCommandOptions())
        .isEqualTo("action=export expert=squares file=C:\\\\data\\\\new.evosam replace=false");
  }

  private static void answer(String action, String name) throws Exception {
    Screen.await(() -> dialog().isPresent());
    GenericDialog dialog = dialog().orElseThrow();
    Screen.onEventThread(
        () -> {
          ((Choice) dialog.getChoices().get(0)).select(action);
          ((Choice) dialog.getChoices().get(1)).select("squares");
          ((TextField) dialog.getStringFields().get(1)).setText(name);
          return null;
        });
    press(dialog, "OK");
  }

  private static Optional<GenericDialog> dialog() {
    return showing().filter(dialog -> dialog.getChoices() != null);
  }

  private static Optional<GenericDialog> question() {
    return showing().filter(dialog -> dialog.getChoices() == null);
  }

  private static Optional<GenericDialog> showing() {
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
