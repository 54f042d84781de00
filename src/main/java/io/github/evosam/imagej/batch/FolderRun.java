package io.github.evosam.imagej.batch;

import io.github.evosam.FailureReason;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageSeries;
import io.github.evosam.imagej.result.ImageDocument;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** One run through the files of a folder, or some of them; see {@link FolderSegmentation}. */
final class FolderRun {
  private final FolderImages images;
  private final ImageSegmentation task;
  private final FolderResults results;
  private final Segmenter segmenter;
  private final ImageStore store;
  private final Consumer<ImageOutcome> outcomes;
  private final FolderListener listener;
  private final Map<Path, Path> fileOfKey = new HashMap<>();

  FolderRun(
      FolderSegmentation asked,
      Segmenter segmenter,
      ResultRecords records,
      Consumer<ImageOutcome> outcomes,
      FolderListener listener) {
    images = asked.images();
    task = asked.task();
    results = asked.results();
    this.segmenter = segmenter;
    this.outcomes = outcomes;
    this.listener = listener;
    String settings =
        "model=%s, %s, %s".formatted(segmenter.reference(), task.describe(), results.describe());
    store = new ImageStore(results, records, settings);
  }

  /**
   * Does what is left to do of some files.
   *
   * @throws CancellationException if the listener ends it
   */
  void run(List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      if (listener.isCancelled()) {
        throw new CancellationException("Cancelled");
      }
      SourceImage whole = new SourceImage(files.get(i), images.base(files.get(i)), 0, 1);
      listener.file(i, files.size(), whole.title());
      attempt(whole.title(), () -> series(whole));
    }
  }

  private void series(SourceImage whole) {
    int count = ImageSeries.count(whole.file());
    for (int s = 0; s < count; s++) {
      SourceImage image = new SourceImage(whole.file(), whole.base(), s, count);
      attempt(image.title(), () -> image(image));
    }
  }

  private void attempt(String title, Runnable work) {
    try {
      work.run();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(new FileFailure(title, FailureReason.of(e)));
    }
  }

  private void fail(FileFailure failure) {
    outcomes.accept(ImageOutcome.failed(failure));
    listener.failed(failure);
  }

  private void image(SourceImage image) {
    requireOwnName(image);
    String stamp = image.stamp(task.prompts());
    Optional<ImageRecord> finished =
        results.overwrite() ? Optional.empty() : store.finished(image, stamp);
    if (finished.isPresent()) {
      outcomes.accept(ImageOutcome.doneBefore(image, finished.get()));
      listener.wasDone(image.title());
      return;
    }
    ImageDocument document = image.open(task.range(), task.channel());
    store.requireFree(image, stamp, results.fileNames(document));
    SegmentedImage found = task.run(document, segmenter, listener);
    ImageStore.Stored stored = store.put(image, stamp, found);
    outcomes.accept(ImageOutcome.segmented(image, stored.record(), found.notes()));
    found.notes().forEach(listener::noted);
    listener.segmented(image.title(), found, stored.outputs());
  }

  private void requireOwnName(SourceImage image) {
    Path same = fileOfKey.putIfAbsent(image.key(), image.file());
    if (same != null) {
      String name = image.file().getFileName().toString();
      throw new ImageFileException(
          "Its results would be called as those of %s; rename it, or choose one kind of file by the filter, as *%s"
              .formatted(same.getFileName(), name.substring(Math.max(0, name.lastIndexOf('.')))));
    }
  }
}
