package io.github.evosam.imagej.ui.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.Prefs;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.key.Shown;
import io.github.evosam.imagej.ui.Screen;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

class KeyDialogTest {
  private static final String TITLE = "EvoSAM Test";
  private static final MacroKeys KEYS = MacroKeys.of(Command.class);

  private static final class Command {
    @Parameter(
        label = "Learn from",
        choices = {"folders", "labels"})
    @Shown(
        group = "Data",
        words = {"two folders", "a label image"})
    private String source = "folders";

    @Parameter(label = "Folder of images", style = FileWidget.DIRECTORY_STYLE)
    @Shown(group = "Data", when = "source=folders")
    private String images = "";

    @Parameter(label = "Plots")
    @Shown(group = "Results", remembered = false)
    private boolean plots = true;

    @Parameter(
        label = "Minutes at most",
        description = "Less if <Esc> is pressed",
        min = "1",
        max = "9")
    @Shown(group = "How", rare = true)
    private double minutes = 4;

    void requireSensible() {
      if (source.equals("folders") && images.isEmpty()) {
        throw new IllegalArgumentException(
            "source=folders needs the key images, a folder of images; or use source=labels");
      }
    }
  }

  private final Command command = new Command();

  @BeforeEach
  void needsADisplay() {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    forget();
  }

  @AfterEach
  void forget() {
    KEYS.all().forEach(key -> Prefs.set("evosam.dialog.EvoSAM-Test." + key.name(), null));
  }

  @Test
  void whatIsWrongIsSaidInTheDialogAndInItsWords() throws Exception {
    CompletableFuture<Boolean> answer = ask();
    Window dialog = Screen.window(TITLE);
    Screen.press(dialog, "OK");
    assertThat(news(dialog))
        .contains(
            "'Learn from: two folders' needs 'Folder of images', a folder of images; or use"
                + " 'Learn from: a label image'");
    Screen.answer(dialog, "images", "/data");
    Screen.answer(dialog, "minutes", "10");
    Screen.press(dialog, "OK");
    assertThat(news(dialog))
        .contains("'Minutes at most: 10' is not possible; it is a number as 2.5 in 1..9");
    Screen.answer(dialog, "minutes", "2.5");
    Screen.press(dialog, "OK");
    assertThat(answer.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(command.images).isEqualTo("/data");
    assertThat(command.minutes).isEqualTo(2.5);
  }

  @Test
  void theNextDialogBeginsWithWhatWasChosenAndAMacroDoesNot() throws Exception {
    CompletableFuture<Boolean> answer = ask();
    Window dialog = Screen.window(TITLE);
    Screen.answer(dialog, "source", "a label image");
    Screen.answer(dialog, "minutes", "3");
    Screen.answer(dialog, "plots", "false");
    Screen.press(dialog, "OK");
    assertThat(answer.get(60, TimeUnit.SECONDS)).isTrue();

    Command next = new Command();
    KeyDialog.remember(TITLE, KEYS, next);
    assertThat(next.source).isEqualTo("labels");
    assertThat(next.minutes).isEqualTo(3);
    assertThat(next.plots).as("is not remembered").isTrue();
    Command told = new Command();
    KEYS.read(told, "images=/data");
    assertThat(told.source).isEqualTo("folders");
    assertThat(told.minutes).isEqualTo(4);
  }

  @Test
  void cancellingChangesNothingAndIsNotRemembered() throws Exception {
    CompletableFuture<Boolean> answer = ask();
    Window dialog = Screen.window(TITLE);
    Screen.answer(dialog, "source", "a label image");
    Screen.press(dialog, "Cancel");
    assertThat(answer.get(60, TimeUnit.SECONDS)).isFalse();
    Command next = new Command();
    KeyDialog.remember(TITLE, KEYS, next);
    assertThat(next.source).isEqualTo("folders");
  }

  @Test
  void whatDoesNotCountIsGreyAndWhatIsRareIsFoldedAway() throws Exception {
    CompletableFuture<Boolean> answer = ask();
    Window dialog = Screen.window(TITLE);
    assertThat(Screen.<Boolean>onEventThread(() -> part(dialog, "minutes").isShowing())).isFalse();
    assertThat(Screen.<Boolean>onEventThread(() -> part(dialog, "images.browse").isEnabled()))
        .isTrue();
    Screen.answer(dialog, "source", "a label image");
    assertThat(Screen.<Boolean>onEventThread(() -> part(dialog, "images.browse").isEnabled()))
        .isFalse();
    Screen.press(dialog, "Reset");
    Screen.await(() -> part(dialog, "images.browse").isEnabled());
    Screen.press(dialog, "Cancel");
    answer.get(60, TimeUnit.SECONDS);
  }

  @Test
  void severalKeysAreCalledAsInTheDialog() {
    assertThat(
            KeyDialog.inPlainWords(
                KEYS, "Nothing is to be made; set at least one of the keys plots and images"))
        .isEqualTo("Nothing is to be made; set at least one of 'Plots' and 'Folder of images'");
  }

  @Test
  void theHelpNamesEveryFieldAndItsKey() {
    assertThat(KeyHelp.html(KEYS))
        .contains("<b>Learn from</b>", "<code>folders</code> (two folders)")
        .contains("<code>minutes</code>, a number as 2.5 in 1..9", "&lt;Esc>");
  }

  private CompletableFuture<Boolean> ask() {
    KeyDialog dialog =
        new KeyDialog(TITLE, "A heading", KEYS, new Command(), command::requireSensible);
    return CompletableFuture.supplyAsync(() -> dialog.ask(command));
  }

  private static Component part(Window dialog, String name) {
    return Screen.find(dialog, Component.class, part -> name.equals(part.getName()));
  }

  private static String news(Window dialog) throws Exception {
    Screen.onEventThread(() -> null); // what was pressed is done then
    return Screen.onEventThread(() -> ((JLabel) part(dialog, "news")).getText());
  }
}
