package io.github.evosam.imagej.library;

import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.ModelCatalogue;
import io.github.evosam.engine.ModelCatalogue.Published;
import io.github.evosam.engine.ModelInstallation;
import io.github.evosam.engine.ModelInstallation.Installed;
import io.github.evosam.imagej.library.ModelRow.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What is in the folder of models. */
  private record Seen(List<Installed> installed, List<Path> unreadable) {}

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
    looking.submit(
        () -> new Seen(models.list(), models.unreadable()), this::show, listener::refused);
  }

  private void show(Seen seen) {
    Map<String, Published> published = new HashMap<>();
    ModelCatalogue.details().forEach(model -> published.put(model.name(), model));
    List<ModelRow> now = new ArrayList<>();
    now.add(
        new ModelRow(BaseModels.EMBEDDED, State.EMBEDDED, Optional.empty(), Optional.empty(), ""));
    for (Installed model : seen.installed()) {
      now.add(row(model, Optional.ofNullable(published.get(model.name()))));
    }
    for (Path folder : seen.unreadable()) {
      now.add(damaged(folder));
    }
    for (Published model : ModelCatalogue.details()) {
      if (now.stream().noneMatch(row -> row.name().equals(model.name()))) {
        now.add(new ModelRow(model.name(), State.KNOWN, Optional.empty(), Optional.of(model), ""));
      }
    }
    if (!listed || !now.equals(rows)) {
      listed = true;
      rows = List.copyOf(now);
      listener.listed(rows);
    }
  }

  private ModelRow row(Installed model, Optional<Published> published) {
    String note = checked.getOrDefault(model.name() + model.sha256(), "");
    boolean isIntact = note.isEmpty() || note.equals("intact");
    return new ModelRow(
        model.name(),
        isIntact ? State.INSTALLED : State.DAMAGED,
        Optional.of(model),
        published,
        note);
  }

  private static ModelRow damaged(Path folder) {
    return new ModelRow(
        folder.getFileName().toString(),
        State.DAMAGED,
        Optional.empty(),
        Optional.empty(),
        "it has no readable record; remove " + folder);
  }

  /** Compares the installed files with their checksums; the rows say what was found. */
  public void verify() {
    listener.said("Verifying…");
    looking.submit(
        () -> {
          Map<String, String> found = new HashMap<>();
          for (Installed model : models.list()) {
            found.put(
                model.name() + model.sha256(),
                models.isIntact(model)
                    ? "intact"
                    : "changed or missing; remove %s and install it again"
                        .formatted(models.folder().resolve(model.name())));
          }
          return found;
        },
        found -> {
          checked.putAll(found);
          long damaged = found.values().stream().filter(note -> !note.equals("intact")).count();
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
      public void at(long doneBytes, long totalBytes) {
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
