package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Notes what it hears. */
class Follower implements FolderListener {
  final List<String> events = new ArrayList<>();
  int most = Integer.MAX_VALUE;

  @Override
  public void file(int index, int count, String title) {}

  @Override
  public void progress(double share) {}

  @Override
  public boolean isCancelled() {
    return events.size() >= most;
  }

  @Override
  public void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
    events.add("segmented " + title);
  }

  @Override
  public void wasDone(String title) {
    events.add("done before " + title);
  }

  @Override
  public void failed(FileFailure failure) {
    events.add("failed " + failure.image());
  }
}
