package io.github.evosam.imagej.batch;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertChoice;
import java.nio.file.Files;
import java.util.concurrent.CancellationException;

/**
 * Use case: segments all images of a folder. What an earlier run with the same settings has done is
 * not done again, what is in the way is not overwritten unasked, and a file that fails does not
 * stop the others. One image is in memory at a time.
 *
 * @param images which
 * @param task what is done with each
 * @param results what is written
 */
public record FolderSegmentation(
    FolderImages images, ImageSegmentation task, FolderResults results) {

  /**
   * Runs through the folder.
   *
   * @param segmenter stays open
   * @throws IllegalArgumentException if there is no image in the folder
   * @throws io.github.evosam.EvoSamException if the folder cannot be read, nothing be written into
   *     that of the results, another run writes there, or there is no such expert
   */
  public FolderReport run(Segmenter segmenter, FolderListener listener) {
    FolderImages.Found found = find();
    if (task.request().expert().kind() == ExpertChoice.Kind.NAMED) {
      segmenter.use(
          task.request().expert()); // a wrong name is better known now than image by image
    }
    try (ResultRecords records = ResultRecords.open(results.folder());
        Tally tally = new Tally(results.report(), title -> isOfEarlierRun(title, found))) {
      FolderRun run = new FolderRun(this, segmenter, records, tally, listener);
      boolean isCancelled = false;
      for (FileFailure failure : found.unreadable()) {
        tally.accept(ImageOutcome.failed(failure));
        listener.failed(failure);
      }
      for (String title : found.passedOver()) {
        tally.accept(ImageOutcome.passedOver(title));
        listener.passedOver(title);
      }
      try {
        run.run(found.files());
      } catch (CancellationException e) {
        isCancelled = true;
      }
      return tally.report(isCancelled, JoinedTable.of(results, records));
    }
  }

  /**
   * The images.
   *
   * @throws IllegalArgumentException if there is none
   */
  FolderImages.Found find() {
    FolderImages.Found found = images.find(results.folder());
    if (found.files().isEmpty() && found.unreadable().isEmpty()) {
      throw new IllegalArgumentException(
          "There is no image in %s%s%s; check folder and filter"
              .formatted(
                  images.folder(),
                  images.recursive() ? " or the folders inside" : "",
                  images.filter().text().isEmpty()
                      ? ""
                      : " whose name fits '" + images.filter().text() + "'"));
    }
    return found;
  }

  /** Whether an image that this run does not look at is still there. */
  boolean isOfEarlierRun(String title, FolderImages.Found found) {
    String file = SourceImage.fileOf(title);
    boolean isOfThis =
        found.passedOver().contains(file)
            || found.files().stream().anyMatch(f -> images.title(f).equals(file));
    return !isOfThis && Files.exists(images.folder().resolve(file));
  }
}
