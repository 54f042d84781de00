package io.github.evosam.imagej.evaluation;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A true label image and the result that belongs to it.
 *
 * @param name of both, without endings
 * @param result empty if there is none of that name
 * @param truth the true labels
 */
public record ResultPair(String name, Optional<Path> result, Path truth) {
  private static final Pattern KIND = Pattern.compile("(?i)(.+)-(labels|masks?)");
  private static final Pattern NO_IMAGE = Pattern.compile("(?i).*\\.(zip|txt)");

  /** A file by the name that pairs it. */
  private record Named(String name, boolean isMarked, Path file) {
    static Named of(Path file) {
      String base = ImageTitle.base(file.getFileName().toString());
      Matcher kind = KIND.matcher(base);
      return kind.matches() ? new Named(kind.group(1), true, file) : new Named(base, false, file);
    }
  }

  /**
   * The pairs of two folders, one for each true image, by name; no file is opened. Files belong
   * together if their names are equal without their endings and without a last {@code -labels} or
   * {@code -mask}; if a folder has {@code cell-labels.tif} beside {@code cell.tif}, the former
   * counts. Files that are no images by their names are passed over, as are results without a
   * truth.
   *
   * @throws ImageFileException if a folder is missing, has no images, or two of equal name
   */
  public static List<ResultPair> in(Path results, Path truths) {
    Map<String, Named> found = images(results);
    Map<String, Named> expected = images(truths);
    return expected.values().stream()
        .map(
            truth ->
                new ResultPair(
                    truth.name(),
                    Optional.ofNullable(found.get(truth.name())).map(Named::file),
                    truth.file()))
        .toList();
  }

  private static Map<String, Named> images(Path folder) {
    Map<String, Named> images = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(ResultPair::isImage).map(Named::of).forEach(file -> add(images, file));
    } catch (IOException e) {
      throw new ImageFileException(
          "Folder %s cannot be read (%s); check the path".formatted(folder, e), e);
    }
    if (images.isEmpty()) {
      throw new ImageFileException(
          "There is no image in %s; give a folder of label images or masks".formatted(folder));
    }
    return images;
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && !ImageTitle.base(name).equals(name)
        && !NO_IMAGE.matcher(name).matches();
  }

  private static void add(Map<String, Named> images, Named file) {
    Named other = images.get(file.name());
    if (other != null && other.isMarked() == file.isMarked()) {
      throw new ImageFileException(
          "%s and %s have one name, so it is not clear which is meant; remove one"
              .formatted(other.file(), file.file()));
    }
    if (other == null || file.isMarked()) {
      images.put(file.name(), file);
    }
  }
}
