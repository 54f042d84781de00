package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.model.ImageCache;
import io.github.evosam.imagej.library.BackgroundWork;
import java.awt.BorderLayout;
import java.util.Locale;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** A row that tells how much is kept of images on disk, with a button that deletes it. */
final class ImageCacheRow extends JPanel implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<ImageCache> cache;
  private final transient BackgroundWork work =
      new BackgroundWork("EvoSAM Models, cache", SwingUtilities::invokeLater);
  private final transient NewsLine news;
  private final JLabel text = new JLabel(" ");
  private final JButton clear =
      LivePanel.button(
          "Clear", "Delete the images that are kept; they are made again", this::clear);

  /**
   * A row that tells nothing yet.
   *
   * @param cache asked for in the background
   * @param news hears what was deleted, or what is wrong
   */
  ImageCacheRow(Supplier<ImageCache> cache, NewsLine news) {
    super(new BorderLayout(6, 0));
    this.cache = cache;
    this.news = news;
    text.setToolTipText("Encoded images of EvoSAM Interactive, so that they open at once again");
    clear.setName("clear cache");
    clear.setEnabled(false);
    add(text, BorderLayout.CENTER);
    add(clear, BorderLayout.EAST);
  }

  /** What is told, and whether there is something to delete. */
  private record State(String text, boolean isClearable) {}

  /** Looks again how much there is; returns at once. */
  void refresh() {
    work.submit(() -> state(cache.get()), this::show, reason -> show(new State(reason, false)));
  }

  private static State state(ImageCache cache) {
    ImageCache.Content content = cache.content();
    String size = megabytes(content.bytes());
    String limit =
        cache.mostBytes() == 0
            ? "no more are kept"
            : "at most %s".formatted(megabytes(cache.mostBytes()));
    return new State(
        "Kept images: %s, %s, %s".formatted(files(content), size, limit), content.files() > 0);
  }

  private static String files(ImageCache.Content content) {
    return content.files() == 1 ? "1 file" : content.files() + " files";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }

  private void show(State state) {
    text.setText(state.text());
    clear.setEnabled(state.isClearable());
  }

  /** What the row tells. */
  String text() {
    return text.getText();
  }

  private void clear() {
    clear.setEnabled(false);
    work.submit(
        () -> cache.get().clear(),
        gone -> {
          news.say("Kept images deleted: %s, %s".formatted(files(gone), megabytes(gone.bytes())));
          refresh();
        },
        news::refuse);
  }

  @Override
  public void close() {
    work.close();
  }
}
