package io.github.evosam.cli;

import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.imagej.batch.FolderReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What {@code segment} says at its end: files on standard output and failures on standard error, or
 * the JSON document.
 *
 * @param command that speaks
 * @param json whether the document is wanted
 */
record SegmentReport(CommandLine command, boolean json) {

  /**
   * Says it.
   *
   * @param more keys at the end of the document
   */
  void print(List<ImageResult> done, Failures failures, Map<String, Object> more) {
    failures.print(command.getErr());
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("images", done);
      document.put("failures", failures.list());
      document.putAll(more);
      command.getOut().println(Json.text(document));
      return;
    }
    done.forEach(result -> result.outputs().values().forEach(command.getOut()::println));
    Optional.ofNullable(more.get("report")).ifPresent(command.getOut()::println);
  }

  /** What is known of a folder that other processes have done: its numbers, and files that tell. */
  static Map<String, Object> counts(FolderReport report) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("segmented", report.segmented());
    counts.put("countDoneBefore", report.wasDone());
    counts.put("objects", report.objects());
    counts.put("report", report.report().toString());
    counts.put("measurements", report.measurements().map(Path::toString));
    return counts;
  }
}
