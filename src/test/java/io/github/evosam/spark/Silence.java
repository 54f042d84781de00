package io.github.evosam.spark;

import io.github.evosam.imagej.batch.FileFailure;
import io.github.evosam.imagej.batch.FolderListener;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.Map;

/** Hears nothing. */
final class Silence implements FolderListener {
  @Override
  public void file(int index, int count, String title) {}

  @Override
  public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {}

  @Override
  public void wasDone(String title) {}

  @Override
  public void failed(FileFailure failure) {}

  @Override
  public void progress(double share) {}

  @Override
  public boolean isCancelled() {
    return false;
  }
}
