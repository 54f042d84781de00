package io.github.evosam.imagej.evaluation;

import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.result.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of an evaluation, there together or not at all. */
public final class EvaluationFiles {
  /** The table. */
  public static final String CSV = "evaluation.csv";

  /** The plot of instance average precision. */
  public static final String AVERAGE_PRECISION = "average-precision.png";

  /** The plot of the planes' scores. */
  public static final String SCORES = "scores.png";

  private EvaluationFiles() {}

  /**
   * Writes {@value #CSV}, and the plots if anything could be compared; earlier ones are replaced.
   *
   * @param folder made if it is missing
   * @throws ImageFileException if it cannot be written
   */
  public static void write(Path folder, List<EvaluatedResult> results) {
    List<PlaneScores> planes =
        results.stream().flatMap(result -> result.planes().stream()).toList();
    try (StagedFolder stage = StagedFolder.in(folder)) {
      Files.writeString(stage.folder().resolve(CSV), EvaluationTable.csv(results));
      if (!planes.isEmpty()) {
        ImageWriting.png(
            EvaluationPlots.averagePrecision(planes), stage.folder().resolve(AVERAGE_PRECISION));
        ImageWriting.png(EvaluationPlots.scores(planes), stage.folder().resolve(SCORES));
      }
      stage.publish();
    } catch (IOException e) {
      throw ImageFileException.unwritable(folder, e);
    }
  }
}
