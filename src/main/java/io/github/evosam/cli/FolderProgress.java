package io.github.evosam.cli;

import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.imagej.batch.FileFailure;
import io.github.evosam.imagej.batch.FolderListener;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;

/** A bar for each file of a folder; what the JSON document needs is kept if one is asked for. */
final class FolderProgress implements FolderListener, AutoCloseable {
  private final Path folder;
  private final boolean isKept;
  private final BooleanSupplier cancelled;
  private final List<ImageResult> done = new ArrayList<>();
  private final List<String> doneBefore = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private ProgressBar bar;

  /**
   * Progress of a folder.
   *
   * @param isKept whether every image's results are kept, for the JSON document
   * @param cancelled true ends the run
   */
  FolderProgress(Path folder, boolean isKept, BooleanSupplier cancelled) {
    this.folder = folder;
    this.isKept = isKept;
    this.cancelled = cancelled;
  }

  @Override
  public void file(int index, int count, String title) {
    close();
    bar = Progress.ofShare("%d/%d %s".formatted(index + 1, count, title));
  }

  @Override
  public void progress(double share) {
    Progress.step(bar, share);
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  @Override
  public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
    bar.setExtraMessage(Progress.message(image.objects(), image.expert().map(ChosenExpert::name)));
    if (isKept) {
      done.add(ImageResult.of(path(title), image, outputs));
    }
  }

  @Override
  public void noted(String sentence) {
    warnings.add(sentence);
  }

  @Override
  public void wasDone(String title) {
    bar.setExtraMessage("done before");
    doneBefore.add(path(title));
  }

  @Override
  public void failed(FileFailure failure) {
    if (bar != null) {
      bar.setExtraMessage("failed");
    }
  }

  /** The path of an image whose title is its place in the folder. */
  String path(String title) {
    try {
      return folder.resolve(title).toString();
    } catch (InvalidPathException e) { // a name that the locale cannot express
      return folder + "/" + title;
    }
  }

  /** What a user should know of how images were read, sentences. */
  List<String> warnings() {
    return warnings;
  }

  /** The images that were segmented, if they are kept. */
  List<ImageResult> done() {
    return done;
  }

  /** What the JSON document says of a folder besides. */
  Map<String, Object> more(FolderReport report) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("doneBefore", doneBefore);
    more.put("report", report.report().toString());
    more.put("measurements", report.measurements().map(Path::toString));
    return more;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
