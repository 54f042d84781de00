package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.OriginFile;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which results of a folder's images are written, and where to.
 *
 * @param folder of the results; those of an image in a folder inside lie in a folder of that name
 * @param formats files for each image
 * @param measured whether all objects are measured into one table, {@value #MEASUREMENTS}
 * @param overwrite whether results that are there already are made anew
 */
public record FolderResults(
    Path folder, Set<ResultFormat> formats, boolean measured, boolean overwrite) {
  /** What names of tables begin with. */
  static final String FILES = "evosam-";

  /** Name of the table of measurements, in the folder of the results. */
  public static final String MEASUREMENTS = FILES + "measurements.csv";

  /** Name of the table of what became of each image, in the folder of the results. */
  public static final String REPORT = FILES + "report.csv";

  /**
   * Puts the formats in order.
   *
   * @throws IllegalArgumentException if nothing is to be written
   */
  public FolderResults {
    formats = Set.copyOf(formats);
    if (formats.isEmpty() && !measured) {
      throw new IllegalArgumentException(
          "Nothing is to be made; choose at least one of labels, mask, rois, overlay and table");
    }
  }

  /** The file that says what became of each image. */
  Path report() {
    return folder.resolve(REPORT);
  }

  /** The formats in their usual order. */
  List<ResultFormat> inOrder() {
    return List.copyOf(new TreeSet<>(formats));
  }

  /** The names of all files of an image, the sidecar of its results among them. */
  List<String> fileNames(ImageDocument image) {
    Stream<String> names = inOrder().stream().flatMap(format -> image.fileNames(format).stream());
    Stream<String> origin =
        formats.isEmpty() ? Stream.of() : Stream.of(OriginFile.name(image.name()));
    return Stream.concat(names, origin).toList();
  }

  /** The folder of an image's results. */
  Path folderOf(SourceImage image) {
    Path inside = image.base().getParent();
    return inside == null ? folder : folder.resolve(inside);
  }

  /** What tells these results from others, in one line. */
  String describe() {
    return "results=%s%s".formatted(inOrder(), measured ? " and measurements" : "");
  }
}
