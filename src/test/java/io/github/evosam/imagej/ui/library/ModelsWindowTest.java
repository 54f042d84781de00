package io.github.evosam.imagej.ui.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.JFileChooser;
import javax.swing.JTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window; needs a display, which the build's CI has. Nothing is downloaded. */
class ModelsWindowTest {
  @TempDir private Path folder;
  private String homeBefore;
  private Window window;
  private ModelTable table;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    ModelsWindow.open();
    Screen.await(() -> !Screen.windows(ModelsWindow.TITLE).isEmpty());
    window = Screen.windows(ModelsWindow.TITLE).get(0);
    table = Screen.onEventThread(() -> Screen.find(window, ModelTable.class, t -> true));
    Screen.await(() -> table.getRowCount() > 1);
  }

  @AfterEach
  void close() throws Exception {
    if (window != null) {
      Screen.onEventThread(
          () -> {
            window.dispose();
            return null;
          });
      HomeSetting.restore(homeBefore);
    }
  }

  @Test
  void aFileIsInstalledAndVerified() throws Exception {
    File file = TinyModel.write(folder, 3).toFile();
    Screen.press(window, "Install file…");
    Screen.await(() -> Screen.dialog().isPresent());
    Window chooserDialog = Screen.onEventThread(Screen::dialog).orElseThrow();
    Screen.onEventThread(
        () -> {
          JFileChooser chooser = Screen.find(chooserDialog, JFileChooser.class, c -> true);
          chooser.setSelectedFile(file);
          chooser.approveSelection();
          return null;
        });
    Screen.await(() -> Screen.dialog().filter(d -> d != chooserDialog).isPresent());
    Window nameDialog = Screen.onEventThread(Screen::dialog).orElseThrow();
    Screen.onEventThread(
        () -> {
          JTextField name = Screen.find(nameDialog, JTextField.class, field -> true);
          assertThat(name.getText()).isEqualTo("tiny");
          name.setText("mine");
          return null;
        });
    Screen.press(nameDialog, "OK");
    Screen.await(() -> status("mine").equals("installed"));
    Path installed = folder.resolve("home/models/mine/model.safetensors");
    assertThat(installed).exists();
    Screen.press(window, "Verify");
    Screen.await(() -> status("mine").equals("installed, intact"));
    byte[] bytes = Files.readAllBytes(installed);
    bytes[bytes.length - 1] ^= 1;
    Files.write(installed, bytes);
    Screen.press(window, "Verify");
    Screen.await(() -> status("mine").startsWith("damaged, changed or missing"));

    select("mine");
    Screen.press(window, "Repair");
    Screen.await(() -> status("mine").equals("installed"));
    select("mine");
    assertThat(Screen.onEventThread(() -> Screen.button(window, "Repair").isEnabled())).isFalse();
    Screen.press(window, "Remove…");
    Screen.await(() -> Screen.dialog().isPresent());
    Screen.press(Screen.onEventThread(Screen::dialog).orElseThrow(), "Remove");
    Screen.await(() -> status("mine").isEmpty());
    assertThat(installed.getParent()).doesNotExist();
  }

  private void select(String name) throws Exception {
    Screen.onEventThread(
        () -> {
          for (int row = 0; row < table.getRowCount(); row++) {
            if (table.getValueAt(row, table.getColumnModel().getColumnIndex("Name")).equals(name)) {
              table.setRowSelectionInterval(row, row);
            }
          }
          return null;
        });
  }

  @Test
  void aDownloadIsAskedForWithItsSourceAndHash() throws Exception {
    Screen.onEventThread(
        () -> {
          table.setRowSelectionInterval(1, 1);
          return null;
        });
    String name = table.selected().orElseThrow().name();
    Screen.press(window, "Install");
    Screen.await(() -> Screen.dialog().isPresent());
    Window dialog = Screen.onEventThread(Screen::dialog).orElseThrow();
    assertThat(Screen.onEventThread(() -> Screen.components((java.awt.Container) dialog)))
        .filteredOn(javax.swing.JLabel.class::isInstance)
        .extracting(label -> ((javax.swing.JLabel) label).getText())
        .anyMatch(text -> text != null && text.contains(name))
        .anyMatch(text -> text != null && text.contains("https://"))
        .anyMatch(text -> text != null && text.contains("SHA-256 "));
    Screen.press(dialog, "Cancel");
    Screen.await(() -> Screen.dialog().isEmpty());
    assertThat(status(name)).isEqualTo("can be installed");
    assertThat(Screen.onEventThread(() -> Screen.button(window, "Stop").isEnabled())).isFalse();
  }

  @Test
  void keptImagesAreShownAndDeleted() throws Exception {
    Screen.await(() -> kept().startsWith("Kept images: 0 files, 0 MB"));
    assertThat(Screen.onEventThread(() -> Screen.button(window, "Clear").isEnabled())).isFalse();
    Path cache = Files.createDirectories(folder.resolve("home/cache"));
    Path file = cache.resolve("a".repeat(64) + ".safetensors");
    Files.write(file, new byte[3 << 20]);
    Screen.onEventThread(
        () -> {
          Screen.find(window, ImageCacheRow.class, row -> true).refresh();
          return null;
        });
    Screen.await(() -> kept().startsWith("Kept images: 1 file, 3 MB"));
    Screen.press(window, "Clear");
    Screen.await(() -> kept().startsWith("Kept images: 0 files, 0 MB"));
    assertThat(file).doesNotExist();
  }

  /** On the event thread. */
  private String kept() {
    return Screen.find(window, ImageCacheRow.class, row -> true).text();
  }

  private String status(String name) {
    for (int row = 0; row < table.getRowCount(); row++) {
      if (table.getValueAt(row, table.getColumnModel().getColumnIndex("Name")).equals(name)) {
        return table.getValueAt(row, table.getColumnModel().getColumnIndex("Status")).toString();
      }
    }
    return "";
  }
}
