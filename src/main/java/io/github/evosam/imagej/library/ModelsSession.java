package io.github.evosam.imagej.library;

import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.engine.model.ModelInstallation.Installed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What the window of the base models shows and does. Every method returns at once and is called on
 * the thread that results are delivered on; the work is done on two threads in the background, one
 * of which installs.
 */
public final class ModelsSession implements AutoCloseable {
  private static final long TELL_NANOS = 100_000_000L;

  private final ModelInstallation models;
  private final Download download;
  private final ModelsListener listener;
  private final BackgroundWork looking;
  private final BackgroundWork installing;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Map<String, String> checked = new HashMap<>();
  private List<ModelRow> rows = List.of();
  private boolean listed;
  private boolean busy;

  /** Downloads and installs a published model, see {@link ModelCatalogue#download}. */
  @FunctionalInterface
  public interface Download {
    /** Blocks until the model is there. */
    Installed to(ModelInstallation models, String name, ModelCatalogue.Progress progress);
  }

  /**
   * A session; nothing is read before {@link #refresh}.
   *
   * @param download how published models are had
   * @param delivery runs what the listener hears
   */
  public ModelsSession(
      ModelInstallation models, Download download, Executor delivery, ModelsListener listener) {
    this.models = models;
    this.download = download;
    this.listener = listener;
    looking = new BackgroundWork("EvoSAM Models", delivery);
    installing = new BackgroundWork("EvoSAM Models, installing", delivery);
  }

  /** The models as they were listed last. */
  public List<ModelRow> rows() {
    return rows;
  }

  /** Whether a model is being installed. */
  public boolean isBusy() {
    return busy;
  }

  /** Reads the folder of models again; the listener hears of it if something is new. */
  public void refresh() {
    Map<String, String> found = Map.copyOf(checked);
    looking.submit(() -> ModelListing.of(models, found), this::show, listener::refused);
  }

  private void show(List<ModelRow> now) {
    if (!listed || !now.equals(rows)) {
      listed = true;
      rows = now;
      listener.listed(rows);
    }
  }

  /** Compares the installed files with their checksums; the rows say what was found. */
  public void verify() {
    listener.said("Verifying…");
    looking.submit(
        () -> ModelListing.check(models),
        found -> {
          checked.putAll(found);
          long damaged =
              found.values().stream().filter(note -> !note.equals(ModelListing.INTACT)).count();
          if (damaged == 0) {
            listener.said("Installed models checked: %d, all intact".formatted(found.size()));
          } else {
            listener.refused(
                "Installed models checked: %d, damaged: %d; see the table"
                    .formatted(found.size(), damaged));
          }
          refresh();
        },
        listener::refused);
  }

  /** Downloads and installs a published model; the hash that was published is checked. */
  public void install(String name) {
    start(name, () -> download.to(models, name, progress(name)));
  }

  /** Installs a checkpoint file under a name. */
  public void install(Path file, String name) {
    start(name, () -> models.install(name.trim(), file));
  }

  /** Installs a damaged model anew from where it came from. */
  public void repair(String name) {
    start(name, () -> ModelCatalogue.repair(models, name, progress(name)));
  }

  /** Takes a model away, sound or damaged. */
  public void remove(String name) {
    looking.submit(
        () -> {
          models.remove(name);
          return name;
        },
        gone -> {
          listener.said("Removed: " + gone);
          refresh();
        },
        listener::refused);
  }

  /** Stops the download that is going on; the next one of that model resumes it. */
  public void cancel() {
    cancelled.set(true);
  }

  private void start(String name, Supplier<Installed> work) {
    if (busy) {
      listener.refused("A model is being installed already; wait until that has ended");
      return;
    }
    busy = true;
    cancelled.set(false);
    listener.installing(name, 0, 0);
    installing.submit(
        work,
        model -> {
          checked.clear(); // what was damaged may be sound now
          end();
          listener.said("Installed: %s, sha256 %s".formatted(model.name(), model.sha256()));
        },
        reason -> {
          end();
          listener.refused(reason);
        });
  }

  private void end() {
    busy = false;
    listener.ended();
    refresh();
  }

  private ModelCatalogue.Progress progress(String name) {
    return new ModelCatalogue.Progress() {
      private long toldNanos;

      @Override
      public void advanced(long doneBytes, long totalBytes) {
        if (doneBytes == totalBytes || System.nanoTime() - toldNanos > TELL_NANOS) {
          toldNanos = System.nanoTime();
          installing.tell(() -> listener.installing(name, doneBytes, totalBytes));
        }
      }

      @Override
      public boolean isCancelled() {
        return cancelled.get();
      }
    };
  }

  /** Ends, and stops a download; nothing more is heard. */
  @Override
  public void close() {
    cancel();
    looking.close();
    installing.close();
  }
}
