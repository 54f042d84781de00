package io.github.evosam.imagej.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import io.github.evosam.imagej.library.ModelRow.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window of the models does, without the window; nothing is downloaded. */
class ModelsSessionTest {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private ModelsSession session;

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void showsEmbeddedInstalledAndKnownModels() {
    open((models, name, progress) -> null);
    assertThat(session.rows()).hasSize(1 + ModelCatalogue.published().size());
    ModelRow embedded = session.rows().get(0);
    assertThat(embedded.name()).isEqualTo(BaseModels.EMBEDDED);
    assertThat(embedded.status()).isEqualTo("ships with EvoSAM");
    ModelRow known = row("sam_vit_b");
    assertThat(known.status()).isEqualTo("can be installed");
    assertThat(known.size()).isEqualTo("375 MB");
    assertThat(known.checksum()).startsWith("SHA-256 ec2df627");
    assertThat(known.source()).startsWith("https://");
    assertThat(row("medsam_vit_b").size()).as("not known before").isEmpty();
  }

  @Test
  void aFileIsInstalledUnderItsName() throws IOException {
    open((models, name, progress) -> null);
    session.install(TinyModel.write(folder, 3), "mine");
    assertThat(session.isBusy()).isTrue();
    session.install(TinyModel.write(folder, 3), "other");
    assertThat(heard.refusals).singleElement().asString().contains("already");
    await(() -> row("mine") != null);
    assertThat(session.isBusy()).isFalse();
    ModelRow mine = row("mine");
    assertThat(mine.status()).isEqualTo("installed");
    assertThat(mine.input()).isEqualTo("64²");
    assertThat(mine.checksum()).matches("SHA-256 [0-9a-f]{64}");
    assertThat(heard.news.get(0)).contains("Installed: mine", mine.checksum().substring(8));
  }

  @Test
  void aDownloadTellsHowFarItIsAndCanBeStopped() {
    open(
        (models, name, progress) -> {
          progress.advanced(100, 1000);
          while (!progress.isCancelled()) {
            Thread.onSpinWait();
          }
          throw new CancellationException("Download was cancelled; it can be resumed");
        });
    session.install("sam_vit_b");
    await(() -> heard.progress.contains("sam_vit_b 100/1000"));
    session.cancel();
    await(() -> !session.isBusy());
    assertThat(heard.refusals).containsExactly("Download was cancelled; it can be resumed");
  }

  @Test
  void aDownloadEndsAsAnInstalledModel() throws IOException {
    Path file = TinyModel.write(folder, 3);
    open((models, name, progress) -> models.install(name, file));
    session.install("mobile_sam");
    await(() -> row("mobile_sam").state() == State.INSTALLED);
    assertThat(session.rows()).filteredOn(r -> r.name().equals("mobile_sam")).hasSize(1);
  }

  @Test
  void verifyingFindsChangedFilesAndFoldersThatAreNoModel() throws IOException {
    Path models = folder.resolve("models");
    new ModelInstallation(models).install("good", TinyModel.write(folder, 3));
    new ModelInstallation(models).install("bad", TinyModel.write(folder, 4));
    byte[] bytes = Files.readAllBytes(models.resolve("bad/model.safetensors"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(models.resolve("bad/model.safetensors"), bytes);
    Files.createDirectory(models.resolve("stray"));
    open((m, name, progress) -> null);
    session.verify();
    await(() -> row("good").status().equals("installed, intact"));
    assertThat(row("bad").state()).isEqualTo(State.DAMAGED);
    assertThat(row("bad").status()).contains("repair or remove it");
    assertThat(row("stray").status()).isEqualTo("damaged, it has no readable record");
    assertThat(heard.refusals)
        .containsExactly("Installed models checked: 2, damaged: 1; see the table");
  }

  private void open(ModelsSession.Download download) {
    session =
        new ModelsSession(
            new ModelInstallation(folder.resolve("models")), download, queue::add, heard);
    session.refresh();
    await(() -> !session.rows().isEmpty());
  }

  private ModelRow row(String name) {
    return session.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElse(null);
  }

  private void await(BooleanSupplier condition) {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    try {
      while (!condition.getAsBoolean()) {
        Runnable next = queue.poll(50, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
        assertThat(System.currentTimeMillis()).as("waited too long; " + heard).isLessThan(end);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Heard implements ModelsListener {
    private final List<String> news = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @Override
    public void listed(List<ModelRow> rows) {}

    @Override
    public void installing(String what, long done, long total) {
      progress.add(what + " " + done + "/" + total);
    }

    @Override
    public void ended() {}

    @Override
    public void said(String text) {
      news.add(text);
    }

    @Override
    public void refused(String text) {
      refusals.add(text);
    }

    @Override
    public String toString() {
      return "heard " + news + " and " + refusals;
    }
  }
}
