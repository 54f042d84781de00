package io.github.evosam.imagej.ui.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.library.ExpertRow;
import io.github.evosam.imagej.task.TinyTaskFolders;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import javax.swing.JCheckBox;
import javax.swing.JFileChooser;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.TransferHandler;
import javax.swing.TransferHandler.TransferSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window with a real library; needs a display, which the build's CI has. */
class ExpertLibraryWindowTest {
  @TempDir private static Path taught;
  @TempDir private Path folder;
  private String homeBefore;
  private ExpertCatalogue library;
  private Window window;
  private ExpertTable table;

  @BeforeAll
  static void teach() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    TinyExperts.home(taught);
    TinyExperts.teach(
        taught, "squares", "bright squares", TinyTasks.squares(4, 1), Optional.of(picture()));
    TinyExperts.teach(taught, "holes", "", TinyTasks.holes(4, 2), Optional.empty());
  }

  @BeforeEach
  void open() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    Path home = TinyExperts.copy(taught, folder.resolve("home"));
    System.setProperty(EvoSamHome.PROPERTY, home.toString());
    library = new ExpertCatalogue(home);
    ExpertLibraryWindow.open();
    Screen.await(() -> !Screen.windows(ExpertLibraryWindow.TITLE).isEmpty());
    window = Screen.windows(ExpertLibraryWindow.TITLE).get(0);
    table = Screen.onEventThread(() -> Screen.find(window, ExpertTable.class, t -> true));
    Screen.await(() -> table.getRowCount() == 2);
  }

  @AfterEach
  void close() throws Exception {
    if (window != null) {
      Screen.onEventThread(
          () -> {
            window.dispose();
            Screen.closeImages();
            return null;
          });
      Screen.await(ExpertLibraryWindowTest::isOver); // or it writes into a folder that is gone
      HomeSetting.restore(homeBefore);
    }
  }

  private static boolean isOver() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("EvoSAM Expert Library"));
  }

  @Test
  void anExpertIsRenamedInTheTableAndKeepsItsNotes() throws Exception {
    select("holes");
    Screen.press(window, "Rename");
    Screen.await(table::isEditing);
    library.annotate("squares", "news while a name is edited");
    Thread.sleep(3000); // longer than the table takes to follow
    Screen.onEventThread(
        () -> {
          assertThat(table.isEditing()).as("news wait").isTrue();
          ((JTextField) table.getEditorComponent()).setText("pits");
          return table.getCellEditor().stopCellEditing();
        });
    Screen.await(() -> names().equals(List.of("pits", "squares")));
    assertThat(library.show("pits").entry().name()).isEqualTo("pits");
    select("pits");
    Screen.onEventThread(
        () -> {
          Screen.find(window, JTextArea.class, area -> "notes".equals(area.getName()))
              .setText("taught on Monday");
          return null;
        });
    Screen.press(window, "Save notes");
    Screen.await(() -> library.show("pits").notes().equals("taught on Monday"));
    assertThat(library.show("squares").notes()).isEqualTo("news while a name is edited");
  }

  @Test
  void theRecorderWritesWhatAMacroNeedsToDoTheSame() throws Exception {
    startRecorder();
    try {
      select("holes");
      Screen.press(window, "Rename");
      Screen.await(table::isEditing);
      Screen.onEventThread(
          () -> {
            ((JTextField) table.getEditorComponent()).setText("black holes");
            return table.getCellEditor().stopCellEditing();
          });
      Screen.await(() -> names().equals(List.of("black holes", "squares")));
      Screen.press(window, "Verify");
      select("black holes");
      Screen.press(window, "Remove…");
      Screen.await(() -> Screen.dialog().isPresent());
      Screen.press(Screen.onEventThread(Screen::dialog).orElseThrow(), "Remove");
      Screen.await(() -> names().equals(List.of("squares")));
      assertThat(Recorder.getInstance().getText().lines())
          .containsSubsequence(
              "run(\"EvoSAM Manage Experts\", \"action=rename expert=holes name=[black holes]\");",
              "run(\"EvoSAM Manage Experts\", \"action=verify\");",
              "run(\"EvoSAM Manage Experts\", \"action=remove expert=[black holes]\");");
    } finally {
      stopRecorder();
    }
  }

  @Test
  void anImportIsRecordedOnceUnderTheNameThatItGot() throws Exception {
    select("squares");
    Transferable files = dragged();
    startRecorder();
    try {
      drop(files);
      Screen.await(() -> Screen.dialog().isPresent());
      Screen.press(Screen.onEventThread(Screen::dialog).orElseThrow(), "OK");
      Screen.await(() -> names().contains("squares 2"));
      assertThat(Recorder.getInstance().getText().lines().filter(line -> line.contains("import")))
          .containsExactly(
              "run(\"EvoSAM Manage Experts\", \"action=import file=%s name=[squares 2]\");"
                  .formatted(file(files)));
    } finally {
      stopRecorder();
    }
  }

  private static void startRecorder() {
    new Recorder(false);
    Recorder.record = true;
  }

  private static void stopRecorder() throws Exception {
    Recorder.record = false;
    Screen.onEventThread(
        () -> {
          Recorder.getInstance().dispose();
          return null;
        });
  }

  @Test
  void theTableFollowsWhatOthersChange() throws Exception {
    library.rename("squares", "boxes");
    Screen.await(() -> names().equals(List.of("boxes", "holes")));
    library.remove("holes");
    Screen.await(() -> names().equals(List.of("boxes")));
  }

  @Test
  void anExpertIsRemovedOnlyAfterAYes() throws Exception {
    select("holes");
    Screen.press(window, "Remove…");
    Screen.await(() -> Screen.dialog().isPresent());
    Screen.press(Screen.onEventThread(Screen::dialog).orElseThrow(), "Cancel");
    Screen.await(() -> Screen.dialog().isEmpty());
    assertThat(library.list()).hasSize(2);
    Screen.press(window, "Remove…");
    Screen.await(() -> Screen.dialog().isPresent());
    Screen.press(Screen.onEventThread(Screen::dialog).orElseThrow(), "Remove");
    Screen.await(() -> names().equals(List.of("squares")));
    assertThat(library.list()).hasSize(1);
  }

  @Test
  void anExpertIsDraggedOutAndDroppedIn() throws Exception {
    select("squares");
    Transferable files = dragged();
    assertThat(file(files)).endsWith("squares.evosam");
    library.remove("squares");
    Screen.await(() -> names().equals(List.of("holes")));
    assertThat(drop(files)).isTrue();
    Screen.await(() -> names().equals(List.of("holes", "squares")));
    drop(files);
    Screen.await(() -> Screen.dialog().isPresent());
    Window dialog = Screen.onEventThread(Screen::dialog).orElseThrow();
    Screen.onEventThread(
        () -> {
          JTextField name = Screen.find(dialog, JTextField.class, field -> true);
          assertThat(name.getText()).isEqualTo("squares 2");
          name.setText("squares again");
          return null;
        });
    Screen.press(dialog, "OK");
    Screen.await(() -> names().equals(List.of("holes", "squares", "squares again")));
  }

  @Test
  void expertsAreExportedAndImportedByButtons() throws Exception {
    File file = folder.resolve("out.evosam").toFile();
    select("squares");
    Screen.press(window, "Export…");
    choose(file);
    Screen.await(file::exists);
    library.remove("squares");
    Screen.await(() -> names().equals(List.of("holes")));
    Screen.press(window, "Import…");
    choose(file);
    Screen.await(() -> names().equals(List.of("holes", "squares")));
  }

  @Test
  void thePictureIsExportedOnlyIfItIsAskedFor() throws Exception {
    for (boolean isAsked : new boolean[] {false, true}) {
      File file = folder.resolve(isAsked + ".evosam").toFile();
      select("squares");
      Screen.press(window, "Export…");
      Screen.await(() -> Screen.dialog().isPresent());
      Window dialog = Screen.onEventThread(Screen::dialog).orElseThrow();
      Screen.onEventThread(
          () -> {
            JCheckBox box =
                Screen.find(dialog, JCheckBox.class, b -> "With picture".equals(b.getText()));
            assertThat(box.isSelected()).as("unasked").isFalse();
            box.setSelected(isAsked);
            return null;
          });
      choose(file);
      Screen.await(file::exists);
      try (ZipFile zip = new ZipFile(file)) {
        assertThat(zip.getEntry("thumbnail.png") != null).isEqualTo(isAsked);
      }
    }
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", png);
    return png.toByteArray();
  }

  @Test
  void twoExpertsAreComparedOnTheImageInFront() throws Exception {
    ImagePlus image =
        new ImagePlus("new.tif", TinyTaskFolders.pixels(TinyTasks.squares(1, 50).get(0)));
    Screen.onEventThread(
        () -> {
          if (IJ.getInstance() == null) {
            new ImageJ(ImageJ.NO_SHOW);
          }
          image.show();
          return null;
        });
    select("holes", "squares");
    Screen.press(window, "Compare on image");
    Screen.await(() -> WindowManager.getImage("Experts on new.tif") != null);
    ImagePlus picture = WindowManager.getImage("Experts on new.tif");
    assertThat(picture.getWidth()).isEqualTo(2 * 320 + 6);
    Screen.press(window, "Compare on image");
    Screen.await(() -> WindowManager.getImageCount() == 3);
    assertThat(WindowManager.getImageTitles())
        .as("the image again, not the picture of it")
        .noneMatch(title -> title.startsWith("Experts on Experts"));
  }

  @Test
  void thereIsOneWindowAndItsThreadsEndWithIt() throws Exception {
    ExpertLibraryWindow.open();
    Screen.onEventThread(() -> null);
    assertThat(Screen.onEventThread(() -> Screen.windows(ExpertLibraryWindow.TITLE))).hasSize(1);
    Screen.onEventThread(
        () -> {
          window.dispose();
          return null;
        });
    Screen.await(ExpertLibraryWindowTest::isOver);
  }

  private void choose(File file) throws Exception {
    Screen.await(() -> Screen.dialog().isPresent());
    Window dialog = Screen.onEventThread(Screen::dialog).orElseThrow();
    Screen.onEventThread(
        () -> {
          JFileChooser chooser = Screen.find(dialog, JFileChooser.class, c -> true);
          chooser.setSelectedFile(file);
          if (chooser.isMultiSelectionEnabled()) {
            chooser.setSelectedFiles(new File[] {file});
          }
          chooser.approveSelection();
          return null;
        });
  }

  private Transferable dragged() throws Exception {
    Clipboard dragged = new Clipboard("drag");
    Screen.onEventThread(
        () -> {
          table.getTransferHandler().exportToClipboard(table, dragged, TransferHandler.COPY);
          return null;
        });
    return dragged.getContents(null);
  }

  private static String file(Transferable files) throws Exception {
    List<?> list = (List<?>) files.getTransferData(DataFlavor.javaFileListFlavor);
    assertThat(list).hasSize(1);
    return list.get(0).toString();
  }

  private boolean drop(Transferable files) throws Exception {
    return Screen.onEventThread(
        () -> table.getTransferHandler().importData(new TransferSupport(table, files)));
  }

  private void select(String... names) throws Exception {
    Screen.onEventThread(
        () -> {
          List<String> ids =
              library.list().stream()
                  .filter(expert -> List.of(names).contains(expert.name()))
                  .map(expert -> expert.id())
                  .toList();
          table.select(ids);
          assertThat(table.selected()).extracting(ExpertRow::name).containsExactly(names);
          return null;
        });
  }

  private List<String> names() {
    return java.util.stream.IntStream.range(0, table.getRowCount())
        .mapToObj(
            row -> table.getValueAt(row, table.getColumnModel().getColumnIndex("Name")).toString())
        .toList();
  }
}
