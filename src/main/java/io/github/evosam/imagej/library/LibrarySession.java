package io.github.evosam.imagej.library;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.ExpertPreview;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.library.LibraryListener.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the window of the experts shows and does. Every method returns at once and is called on the
 * thread that results are delivered on; files are read and written on one thread in the background,
 * experts are tried on another.
 */
public final class LibrarySession implements AutoCloseable {
  private final ExpertPreview.Bench bench;
  private final ExpertCatalogue catalogue;
  private final LibraryListener listener;
  private final BackgroundWork files;
  private final BackgroundWork models;
  private final ExpertRows rows;
  private boolean comparing;

  /**
   * A session; nothing is read before {@link #refresh}.
   *
   * @param delivery runs what the listener hears
   */
  public LibrarySession(ExpertPreview.Bench bench, Executor delivery, LibraryListener listener) {
    this.bench = bench;
    this.catalogue = bench.experts();
    this.listener = listener;
    files = new BackgroundWork("EvoSAM Expert Library", delivery);
    rows = new ExpertRows(catalogue, files, listener);
    models = new BackgroundWork("EvoSAM Expert Library, models", delivery);
  }

  /** The experts as they were listed last. */
  public List<ExpertRow> rows() {
    return rows.all();
  }

  /** The rows of these ids, in the table's order. */
  public List<ExpertRow> rows(List<String> ids) {
    return rows().stream().filter(row -> ids.contains(row.id())).toList();
  }

  /** The picture of an expert's task, PNG, if it has one. */
  public Optional<byte[]> thumbnail(String id) {
    return rows.thumbnail(id);
  }

  /**
   * Reads the library again, whoever changed it; the listener hears of it if something is new.
   * Asked for while it is being read, it does nothing.
   */
  public void refresh() {
    rows.refresh();
  }

  /** Gives an expert another name. */
  public void rename(String id, String name) {
    change(() -> "It is called '%s' now".formatted(catalogue.rename(id, name.trim()).name()));
  }

  /** Replaces the notes of an expert. */
  public void annotate(String id, String notes) {
    change(() -> "Notes of '%s' saved".formatted(catalogue.annotate(id, notes).entry().name()));
  }

  /** Removes experts for ever. */
  public void remove(List<String> ids) {
    change(
        () -> {
          List<String> names = ids.stream().map(id -> removed(id)).toList();
          return "Removed: " + String.join(", ", names);
        });
  }

  private String removed(String id) {
    ExpertEntry gone = catalogue.remove(id);
    return gone.name().isEmpty() ? gone.id() : gone.name();
  }

  /**
   * Writes an expert as one file, in place of one that is there.
   *
   * @param withPicture whether its picture, which shows a training image, goes with it
   */
  public void exportTo(String id, Path file, boolean withPicture) {
    change(
        () -> {
          catalogue.exportTo(id, file, withPicture);
          return "Written: " + file;
        });
  }

  /**
   * Writes an expert as one file, at once and on the calling thread, for a drag that cannot wait.
   *
   * @throws EvoSamException if that is not possible
   */
  public void exportNow(String id, Path file) {
    catalogue.exportTo(id, file);
  }

  /**
   * Takes experts from files; one that cannot be taken stops nothing.
   *
   * @param imported hears of each file whose expert is in the library now
   */
  public void importFrom(List<Path> from, Consumer<Path> imported) {
    for (Path file : from) {
      files.submit(
          () -> ExpertIntake.of(catalogue, file),
          taken -> tell(taken, imported),
          listener::refused);
    }
    refresh();
  }

  private void tell(ExpertIntake taken, Consumer<Path> imported) {
    if (taken.free().isEmpty()) {
      imported.accept(taken.file());
      listener.said(taken.news());
    } else {
      listener.nameNeeded(taken.file(), taken.news(), taken.free().get());
    }
    refresh();
  }

  /**
   * Takes an expert from a file under another name.
   *
   * @param imported hears of the file when its expert is in the library
   */
  public void importAs(Path file, String name, Consumer<Path> imported) {
    files.submit(
        () -> ExpertIntake.as(catalogue, file, name.trim()),
        taken -> tell(taken, imported),
        listener::refused);
  }

  /** Checks every byte of every expert; the rows say what was found. */
  public void verify() {
    listener.said("Verifying…");
    files.submit(
        catalogue::verify,
        checks -> {
          rows.keep(checks);
          long damaged = checks.stream().filter(check -> !check.isReady()).count();
          String all = checks.size() == 1 ? "1 expert" : checks.size() + " experts";
          if (damaged == 0) {
            listener.said(all + " verified, nothing is damaged");
          } else {
            listener.refused("%s verified, %d damaged; see the table".formatted(all, damaged));
          }
          refresh();
        },
        listener::refused);
  }

  /**
   * Tries two experts on an image; the listener gets what they find. One comparison at a time.
   *
   * @param image title of the image
   * @param plane reads its pixels, in the background
   */
  public void compare(String idA, String idB, String image, Supplier<Plane> plane) {
    if (comparing) {
      listener.refused("Two experts are being compared already; wait until that has ended");
      return;
    }
    comparing = true;
    models.submit(
        () -> {
          Plane pixels = plane.get();
          return new Comparison(
              image,
              pixels,
              ExpertPreview.of(
                  bench,
                  pixels,
                  List.of(idA, idB),
                  stage -> models.tell(() -> listener.said(stage + "…"))));
        },
        comparison -> {
          comparing = false;
          listener.compared(comparison);
        },
        reason -> {
          comparing = false;
          listener.refused(reason);
        });
  }

  /** A change of the library, after which it is read again. */
  private void change(Supplier<String> work) {
    files.submit(
        work,
        news -> {
          listener.said(news);
          refresh();
        },
        reason -> {
          listener.refused(reason);
          refresh();
        });
  }

  /** Ends; nothing more is heard. */
  @Override
  public void close() {
    files.close();
    models.close();
  }
}
