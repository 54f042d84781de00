package io.github.evosam.imagej.command.batch;

import ij.IJ;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.imagej.batch.FileFailure;
import io.github.evosam.imagej.batch.FolderListener;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.Map;

/** Shows in status bar and log how a folder goes on; Escape ends it. */
final class BatchFolderProgress implements FolderListener {
  private int index;
  private int count = 1;

  BatchFolderProgress() {
    IJ.resetEscape(); // it may have been pressed long before
  }

  @Override
  public void file(int at, int of, String title) {
    index = at;
    count = of;
    IJ.showStatus("EvoSAM: %d of %d, %s (Esc ends)".formatted(at + 1, of, title));
    progress(0);
  }

  @Override
  public void progress(double share) {
    IJ.showProgress((index + share) / count);
  }

  @Override
  public boolean isCancelled() {
    return IJ.escapePressed();
  }

  @Override
  public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
    String by = image.expert().map(ChosenExpert::describe).map(e -> ", expert " + e).orElse("");
    BatchFolderRun.log("%s: %d objects%s".formatted(title, image.objects(), by));
  }

  @Override
  public void passedOver(String title) {
    BatchFolderRun.log(title + ": passed over, no usual kind of image");
  }

  @Override
  public void noted(String sentence) {
    BatchFolderRun.log("Warning: " + sentence);
  }

  @Override
  public void wasDone(String title) {
    BatchFolderRun.log(title + ": done before");
  }

  @Override
  public void failed(FileFailure failure) {
    BatchFolderRun.log("%s failed: %s".formatted(failure.image(), failure.reason()));
  }

  /** Shows the end. */
  void done() {
    IJ.showProgress(1.0);
    IJ.showStatus("");
  }
}
