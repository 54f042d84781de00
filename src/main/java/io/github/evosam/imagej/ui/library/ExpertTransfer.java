package io.github.evosam.imagej.ui.library;

import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.library.ExpertRow;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.TransferHandler;

/**
 * Experts that are dragged out of the table become files, and files that are dropped on it become
 * experts.
 */
final class ExpertTransfer extends TransferHandler {
  private static final long serialVersionUID = 1L;

  private final transient BiConsumer<String, Path> export;
  private final transient Consumer<List<Path>> dropped;
  private boolean dragging;

  /**
   * A handler of an {@link ExpertTable}.
   *
   * @param export writes the expert of an id into a file, on a thread in the background
   * @param dropped takes files
   */
  ExpertTransfer(BiConsumer<String, Path> export, Consumer<List<Path>> dropped) {
    this.export = export;
    this.dropped = dropped;
  }

  @Override
  public int getSourceActions(JComponent table) {
    return COPY;
  }

  @Override
  protected Transferable createTransferable(JComponent table) {
    List<ExpertRow> experts =
        ((ExpertTable) table).selected().stream().filter(ExpertRow::isUsable).toList();
    if (experts.isEmpty()) {
      return null;
    }
    dragging = true;
    return new DraggedFiles(CompletableFuture.supplyAsync(() -> written(experts)));
  }

  private List<File> written(List<ExpertRow> experts) {
    try {
      Path folder = Files.createTempDirectory("evosam-drag");
      folder.toFile().deleteOnExit();
      List<File> files = new ArrayList<>();
      for (ExpertRow expert : experts) {
        Path file = folder.resolve(expert.name() + LibraryDialogs.ENDING);
        export.accept(expert.id(), file);
        file.toFile().deleteOnExit();
        files.add(file.toFile());
      }
      return files;
    } catch (IOException e) {
      throw new EvoSamException(
          "Experts cannot be dragged, since no file can be written into the temporary folder ("
              + e
              + "); export them instead",
          e);
    }
  }

  @Override
  protected void exportDone(JComponent table, Transferable data, int action) {
    dragging = false;
  }

  /** Files, but for our own coming back. */
  @Override
  public boolean canImport(TransferSupport support) {
    return !dragging && support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
  }

  @Override
  public boolean importData(TransferSupport support) {
    if (!canImport(support)) {
      return false;
    }
    try {
      List<?> files =
          (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
      dropped.accept(files.stream().map(file -> ((File) file).toPath()).toList());
      return true;
    } catch (UnsupportedFlavorException | IOException e) {
      return false; // whoever drags has taken it back
    }
  }

  /**
   * Files that are being written while they are dragged.
   *
   * @param files waited for when they are dropped
   */
  private record DraggedFiles(CompletableFuture<List<File>> files) implements Transferable {
    @Override
    public DataFlavor[] getTransferDataFlavors() {
      return new DataFlavor[] {DataFlavor.javaFileListFlavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor flavor) {
      return DataFlavor.javaFileListFlavor.equals(flavor);
    }

    @Override
    public Object getTransferData(DataFlavor flavor)
        throws UnsupportedFlavorException, IOException {
      if (!isDataFlavorSupported(flavor)) {
        throw new UnsupportedFlavorException(flavor);
      }
      try {
        return files.join();
      } catch (CompletionException e) {
        throw new IOException(e.getCause().getMessage(), e);
      }
    }
  }
}
