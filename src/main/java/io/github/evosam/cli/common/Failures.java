package io.github.evosam.cli.common;

import io.github.evosam.FailureReason;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.task.TaskReading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What could not be done, input by input; the rest goes on. */
public final class Failures {
  /**
   * One failure.
   *
   * @param image the input
   * @param reason one sentence
   */
  public record Failure(String image, String reason) {}

  private static final String INTERRUPTED =
      "Interrupted before its results were there; nothing of it was written";

  /** Further ones are counted, in the JSON document they are all there. */
  private static final int WARNINGS_SHOWN = 20;

  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Does something for an input, and notes it down if it fails for a reason the user can mend. */
  public void attempt(Path input, Runnable work) {
    FailureReason.attempt(work).ifPresent(reason -> add(input, reason));
  }

  /**
   * As {@link #attempt(Path, Runnable)}; what fails since the process is about to end, such as
   * Java's own writing of pictures, whose files Java closes then, counts as interrupted.
   */
  public void attempt(Path input, Runnable work, Interruption interruption) {
    try {
      FailureReason.attempt(work)
          .ifPresent(reason -> add(input, interruption.isRequested() ? INTERRUPTED : reason));
    } catch (IllegalStateException e) { // CancellationException among them
      if (!interruption.isCauseOf(e)) {
        throw e;
      }
      add(input, INTERRUPTED);
    }
  }

  /** Notes a failure down. */
  public void add(Path input, String reason) {
    add(input.toString(), reason);
  }

  /** Notes a failure down, once. */
  public void add(String input, String reason) {
    Failure failure = new Failure(input, reason);
    if (!failures.contains(failure)) {
      failures.add(failure);
    }
  }

  /** The images of a task, after noting down what of it could not be read. */
  public List<TaskImage> noted(TaskReading reading) {
    reading.problems().forEach(problem -> add(problem.input(), problem.reason()));
    warnings.addAll(reading.notes());
    return reading.images();
  }

  /** Notes down that nothing could be done for any of these inputs. */
  public void all(List<Path> inputs, String reason) {
    inputs.forEach(input -> add(input, reason));
  }

  /** Notes down what a user should know although nothing failed, a sentence. */
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /** All warnings so far, each once. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Prints warnings and failures, a line each. */
  public void print(PrintWriter err) {
    warnings.stream().limit(WARNINGS_SHOWN).forEach(warning -> err.println("Warning: " + warning));
    if (warnings.size() > WARNINGS_SHOWN) {
      err.printf("Warning: and %d more of these%n", warnings.size() - WARNINGS_SHOWN);
    }
    failures.forEach(f -> err.printf("%s: %s%n", f.image(), f.reason()));
  }

  /** All failures so far. */
  public List<Failure> list() {
    return List.copyOf(failures);
  }

  /**
   * What a JSON document says.
   *
   * @param key of what was done
   * @param done comes before {@code failures} and {@code warnings}
   */
  public Map<String, Object> document(String key, Object done) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(key, done);
    document.put("failures", list());
    document.put("warnings", warnings());
    return document;
  }

  /** Exit code: 0 if nothing failed, 1 otherwise. */
  public int exitCode() {
    return failures.isEmpty() ? ExitCodes.DONE : ExitCodes.SOME_FAILED;
  }
}
