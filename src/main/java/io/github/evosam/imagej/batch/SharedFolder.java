package io.github.evosam.imagej.batch;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.imagej.image.ImageTitle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Use case: segments all images of a folder in several processes, which all see it under the same
 * path. One of them leads: it finds the files, hands out shares of them, and collects what became
 * of them. Results are the same as those of one process that does all.
 *
 * <p>A share may be done twice, in part or as a whole, and at the same time: files take their
 * places complete, and what is in place already is not done again.
 *
 * @param folder what is to be done
 */
public record SharedFolder(FolderSegmentation folder) {

  /** Has shares done elsewhere. */
  public interface Distribution {
    /**
     * Returns when no share is being done any more.
     *
     * @param shares files of each
     * @param done to be told what became of a share's images, by the share's number; once for each
     * @return why some shares are missing, one sentence; empty if all were done
     */
    Optional<String> run(List<List<Path>> shares, BiConsumer<Integer, List<ImageOutcome>> done);
  }

  /**
   * Has all files done.
   *
   * @return what became of them, in the order of their names in the report file
   * @throws IllegalArgumentException if there is no image in the folder
   * @throws io.github.evosam.EvoSamException if the folder cannot be read, nothing be written into
   *     that of the results, or another run writes there
   */
  public FolderReport lead(Distribution distribution) {
    FolderImages.Found found = folder.find();
    List<List<Path>> shares = shares(found.files());
    List<List<ImageOutcome>> outcomes = new ArrayList<>();
    shares.forEach(share -> outcomes.add(null));
    try (ResultRecords records = ResultRecords.open(folder.results().folder())) {
      Optional<String> problem = live(distribution, found, shares, outcomes);
      try (Tally tally = tally(found)) {
        found.unreadable().forEach(failure -> tally.accept(ImageOutcome.failed(failure)));
        found.passedOver().forEach(title -> tally.accept(ImageOutcome.passedOver(title)));
        for (int i = 0; i < shares.size(); i++) {
          List<ImageOutcome> known = outcomes.get(i);
          (known == null ? lost(shares.get(i), problem) : known).forEach(tally);
        }
        return tally.report(false, JoinedTable.of(folder.results(), records));
      }
    }
  }

  private Tally tally(FolderImages.Found found) {
    return new Tally(folder.results().report(), title -> folder.isOfEarlierRun(title, found));
  }

  /** Has the shares done; until all are, the report has them in the order in which they came. */
  private Optional<String> live(
      Distribution distribution,
      FolderImages.Found found,
      List<List<Path>> shares,
      List<List<ImageOutcome>> outcomes) {
    try (Tally tally = tally(found)) {
      return distribution.run(
          shares,
          (share, images) -> {
            outcomes.set(share, images);
            images.forEach(tally);
          });
    }
  }

  private List<ImageOutcome> lost(List<Path> share, Optional<String> problem) {
    String reason = problem.orElse("Nothing was heard of it; the same call does it now");
    return share.stream()
        .map(file -> folder.images().folder().relativize(file).toString().replace('\\', '/'))
        .map(title -> ImageOutcome.failed(new FileFailure(title, reason)))
        .toList();
  }

  /** Files whose results might have the same names are one share, which notices it if they do. */
  private List<List<Path>> shares(List<Path> files) {
    Map<Path, List<Path>> shares = new LinkedHashMap<>();
    for (Path file : files) {
      Path base = folder.images().base(file);
      String name = ImageTitle.base(base.getFileName().toString()).replaceFirst("-s\\d+$", "");
      shares.computeIfAbsent(base.resolveSibling(name), key -> new ArrayList<>()).add(file);
    }
    return List.copyOf(shares.values());
  }

  /**
   * Does a share, in whatever process.
   *
   * @param segmenter stays open
   * @return what became of each image
   */
  public List<ImageOutcome> share(List<Path> files, Segmenter segmenter) {
    List<ImageOutcome> outcomes = new ArrayList<>();
    try (ResultRecords records = ResultRecords.join(folder.results().folder())) {
      FolderListener nobody = new FolderListener() {};
      new FolderRun(folder, segmenter, records, outcomes::add, nobody).run(files);
    }
    return outcomes;
  }
}
