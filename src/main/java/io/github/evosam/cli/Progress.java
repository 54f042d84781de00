package io.github.evosam.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error, without colours, since they may end up in a log file. */
final class Progress {
  private static final int PERCENT = 100;

  private Progress() {}

  /** A bar of a share 0..1, see {@link #step}. */
  static ProgressBar ofShare(String name) {
    return plain(name).setInitialMax(PERCENT).setUnit(" %", 1).build();
  }

  /** Shows a share 0..1. */
  static void step(ProgressBar bar, double share) {
    bar.stepTo(Math.round(PERCENT * share));
  }

  /** What a bar says beside itself when an image is done. */
  static String message(int objects, Optional<String> expert) {
    return "objects: " + objects + expert.map(name -> ", expert " + name).orElse("");
  }

  /** A bar of bytes, counted in MB; how many is not known yet. */
  static ProgressBar ofBytes(String name) {
    return plain(name).setUnit(" MB", 1 << 20).build();
  }

  private static ProgressBarBuilder plain(String name) {
    return new ProgressBarBuilder().setTaskName(name).setStyle(ProgressBarStyle.ASCII);
  }
}
