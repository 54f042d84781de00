package io.github.evosam.imagej.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.ExpertPreview;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.task.TaskThumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window of the experts does, without the window: two experts in a library. */
class LibrarySessionTest {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir private static Path taught;
  @TempDir private Path folder;
  private Path home;
  private ExpertCatalogue catalogue;
  private final Heard heard = new Heard();
  private final List<Path> imported = new ArrayList<>();
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private LibrarySession session;

  @BeforeAll
  static void teach() throws Exception {
    TinyExperts.home(taught);
    var squares = TinyTasks.squares(4, 1);
    TinyExperts.teach(
        taught,
        "squares",
        "bright squares",
        squares,
        Optional.of(TaskThumbnail.png(squares.get(0).plane())));
    TinyExperts.teach(taught, "holes", "", TinyTasks.holes(4, 2), Optional.empty());
  }

  @BeforeEach
  void open() throws IOException {
    home = TinyExperts.copy(taught, folder.resolve("home"));
    catalogue = new ExpertCatalogue(home);
    session =
        new LibrarySession(
            new ExpertPreview.Bench(new BaseModels(home.resolve("models")), catalogue, "cpu"),
            queue::add,
            heard);
    session.refresh();
    await(() -> heard.listings == 1);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void showsWhatIsNotedOfEachExpert() {
    assertThat(session.rows()).extracting(ExpertRow::name).containsExactly("holes", "squares");
    ExpertRow squares = session.rows().get(1);
    assertThat(squares.task()).isEqualTo("bright squares");
    assertThat(squares.entry().baseModel()).isEqualTo(TinyExperts.MODEL);
    assertThat(squares.dice()).isBetween(0.0, 1.0);
    assertThat(squares.day()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(squares.status()).isEqualTo("ready");
    assertThat(session.thumbnail(squares.id()).orElseThrow()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(session.thumbnail(session.rows().get(0).id())).isEmpty();
  }

  @Test
  void renamesAndAnnotates() {
    session.rename(id("squares"), " boxes ");
    await(() -> names().contains("boxes"));
    session.annotate(id("boxes"), "for the old camera");
    await(() -> row("boxes").notes().equals("for the old camera"));
    assertThat(heard.news).contains("It is called 'boxes' now", "Notes of 'boxes' saved");
    session.rename(id("boxes"), "holes");
    await(() -> !heard.refusals.isEmpty());
    assertThat(heard.refusals.get(0)).contains("'holes'", "already");
    assertThat(names()).contains("boxes");
  }

  @Test
  void whatAnotherProcessChangesIsSeenByTheNextRefresh() {
    ExpertCatalogue other = new ExpertCatalogue(home);
    session.refresh();
    await(this::isIdle);
    assertThat(heard.listings).as("nothing new, nothing said").isEqualTo(1);
    other.annotate("holes", "from elsewhere");
    session.refresh();
    await(() -> row("holes").notes().equals("from elsewhere"));
    other.remove("squares");
    session.refresh();
    await(() -> names().equals(List.of("holes")));
  }

  @Test
  void anExpertGoesOutAndComesBack() {
    Path file = folder.resolve("s.evosam");
    session.exportTo(id("squares"), file, false);
    await(() -> heard.news.contains("Written: " + file));
    session.remove(List.of(id("squares")));
    await(() -> names().equals(List.of("holes")));
    session.importFrom(List.of(file), imported::add);
    await(() -> names().equals(List.of("holes", "squares")));
    assertThat(heard.news).contains("Removed: squares", "Imported: squares");
    assertThat(imported).containsExactly(file);
  }

  @Test
  void anExpertThatIsThereNeedsAnotherName() {
    Path file = folder.resolve("s.evosam");
    catalogue.exportTo("squares", file);
    session.importFrom(List.of(file), imported::add);
    await(() -> heard.free != null);
    assertThat(heard.free).isEqualTo("squares 2");
    assertThat(heard.reason).contains("s.evosam", "the library has this expert already");
    assertThat(imported).isEmpty();
    session.importAs(file, heard.free, imported::add);
    await(() -> names().contains("squares 2"));
    assertThat(row("squares 2").id()).isNotEqualTo(id("squares"));
    session.importFrom(List.of(file), imported::add);
    await(() -> heard.free.equals("squares 3"));
    assertThat(imported).containsExactly(file);
  }

  @Test
  void aFileThatIsNoExpertIsRefusedAndTheNextIsTaken() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.evosam"), "no zip");
    Path right = folder.resolve("right.evosam");
    catalogue.exportTo("squares", right);
    catalogue.remove("squares");
    session.importFrom(List.of(wrong, right), imported::add);
    await(() -> heard.news.contains("Imported: squares"));
    assertThat(heard.refusals).singleElement().asString().contains("wrong.evosam");
    assertThat(imported).containsExactly(right);
  }

  @Test
  void verifyingFindsAChangedByte() throws IOException {
    Path adapter = home.resolve("experts").resolve(id("holes")).resolve("adapter.safetensors");
    byte[] bytes = Files.readAllBytes(adapter);
    bytes[bytes.length - 1] ^= 1;
    Files.write(adapter, bytes);
    session.verify();
    await(() -> row("holes").problem().isPresent());
    assertThat(row("holes").status()).isEqualTo("damaged");
    assertThat(row("holes").problem().orElseThrow()).contains("adapter.safetensors", "has changed");
    assertThat(row("squares").status()).isEqualTo("verified");
    assertThat(heard.refusals).singleElement().asString().contains("2 experts", "1 damaged");
  }

  @Test
  void aDamagedExpertIsShownAndCanOnlyBeRemoved() throws IOException {
    String id = id("holes");
    Files.delete(home.resolve("experts").resolve(id).resolve("adapter.safetensors"));
    session.refresh();
    await(() -> heard.listings == 2);
    ExpertRow damaged = session.rows().get(1);
    assertThat(damaged.isUsable()).isFalse();
    assertThat(damaged.name()).isEqualTo("holes");
    assertThat(damaged.problem().orElseThrow()).contains("adapter.safetensors is missing");
    session.remove(List.of(id));
    await(() -> names().equals(List.of("squares")));
  }

  @Test
  void twoExpertsAreComparedOnOneImage() {
    Plane plane = TinyTasks.squares(1, 50).get(0).plane().plane();
    session.compare(id("squares"), id("holes"), "new.tif", () -> plane);
    session.compare(id("squares"), id("holes"), "new.tif", () -> plane);
    assertThat(heard.refusals).as("one at a time").singleElement().asString().contains("already");
    await(() -> heard.comparison != null);
    assertThat(heard.comparison.image()).isEqualTo("new.tif");
    assertThat(heard.comparison.previews())
        .extracting(ExpertPreview::expert)
        .containsExactly("squares", "holes");
    assertThat(heard.comparison.previews())
        .allSatisfy(preview -> assertThat(preview.objects().size()).isEqualTo(plane.size()))
        .allSatisfy(preview -> assertThat(preview.match()).isPresent());
    assertThat(heard.news).contains("Segmenting with squares…", "Segmenting with holes…");
  }

  @Test
  void aComparisonThatFailsMakesRoomForTheNext() throws IOException {
    Files.delete(home.resolve("models/tiny/model.safetensors"));
    Plane plane = TinyTasks.squares(1, 50).get(0).plane().plane();
    session.compare(id("squares"), id("holes"), "new.tif", () -> plane);
    await(() -> heard.refusals.size() == 1);
    assertThat(heard.refusals.get(0)).contains("tiny", "installed");
    session.compare(id("squares"), id("holes"), "new.tif", () -> plane);
    await(() -> heard.refusals.size() == 2);
    assertThat(heard.refusals.get(1)).contains("tiny", "installed");
  }

  @Test
  void notesThatWereTypedLastAreSavedThoughTheSessionEnds() throws Exception {
    session.annotate(id("holes"), "the last word");
    session.close();
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!catalogue.show("holes").notes().equals("the last word")) {
      assertThat(System.currentTimeMillis()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private List<String> names() {
    return session.rows().stream().map(ExpertRow::name).toList();
  }

  private ExpertRow row(String name) {
    return session.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private String id(String name) {
    return row(name).id();
  }

  /** Nothing waits: a refresh that is asked for now is read again, and changes nothing. */
  private boolean isIdle() {
    return queue.isEmpty() && heard.deliveries > 1;
  }

  /** Runs what is delivered, on this thread, until something holds. */
  private void await(BooleanSupplier condition) {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    try {
      while (!condition.getAsBoolean()) {
        Runnable next = queue.poll(50, TimeUnit.MILLISECONDS);
        if (next != null) {
          heard.deliveries++;
          next.run();
        }
        assertThat(System.currentTimeMillis()).as("waited too long; " + heard).isLessThan(end);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Heard implements LibraryListener {
    private final List<String> news = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int listings;
    private int deliveries;
    private String reason;
    private String free;
    private Comparison comparison;

    @Override
    public void listed(List<ExpertRow> rows) {
      listings++;
    }

    @Override
    public void said(String text) {
      news.add(text);
    }

    @Override
    public void refused(String text) {
      refusals.add(text);
    }

    @Override
    public void nameNeeded(Path file, String why, String name) {
      reason = why;
      free = name;
    }

    @Override
    public void compared(Comparison found) {
      comparison = found;
    }

    @Override
    public String toString() {
      return "heard " + news + " and " + refusals;
    }
  }
}
