package io.github.evosam.imagej.command.evaluate;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.engine.evaluation.ResultScores;
import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.evaluation.LabelComparison;
import io.github.evosam.imagej.evaluation.ResultPair;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageNotes;
import io.github.evosam.imagej.image.ImageTitle;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code EvoSAM Evaluate} compares.
 *
 * @param result title of an open image, a file, or a folder; empty for the image in front
 * @param truth the same of what is true
 * @param tolerance of the surface Dice
 */
record EvaluateSource(String result, String truth, Tolerance tolerance) {
  /**
   * A result to be compared.
   *
   * @param name of the image
   * @param scores opens and compares; throws one sentence if that is not possible
   */
  record Comparison(String name, Supplier<ResultScores> scores) {}

  /**
   * The comparisons, of which no file has been opened yet.
   *
   * @throws IllegalArgumentException if there is no truth, if result or truth are neither open nor
   *     there, or one is a folder and the other not
   * @throws io.github.evosam.EvoSamException if a folder cannot be read
   */
  List<Comparison> comparisons() {
    if (truth.isEmpty()) {
      throw new IllegalArgumentException(
          "truth= is missing; truth is the title of an open label image or mask, a file, or a"
              + " folder");
    }
    Optional<Path> results = folder(result);
    Optional<Path> truths = folder(truth);
    if (results.isPresent() != truths.isPresent()) {
      throw new IllegalArgumentException(
          "result=%s and truth=%s do not go together; give two images, or two folders"
              .formatted(result, truth));
    }
    if (results.isPresent()) {
      return ResultPair.in(results.get(), truths.get()).stream()
          .map(pair -> new Comparison(pair.name(), () -> compare(pair, results.get())))
          .toList();
    }
    ImagePlus found = result.isEmpty() ? CurrentImage.inFront(null) : image("result", result);
    ImagePlus expected = image("truth", truth);
    return List.of(new Comparison(ImageTitle.base(found), () -> compare(found, expected)));
  }

  private ResultScores compare(ResultPair pair, Path results) {
    Path result =
        pair.result()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no result of that name in %s".formatted(results)));
    return compare(ImageFiles.open(result), ImageFiles.open(pair.truth()));
  }

  private ResultScores compare(ImagePlus result, ImagePlus truth) {
    ResultScores scores = LabelComparison.of(result, truth, tolerance);
    for (ImagePlus image : List.of(result, truth)) {
      ImageNotes.of(image).forEach(note -> IJ.log("EvoSAM Evaluate: Warning: " + note));
    }
    return scores;
  }

  /** An open image counts before a folder of its name. */
  private static Optional<Path> folder(String text) {
    return text.isEmpty() || WindowManager.getImage(text) != null
        ? Optional.empty()
        : path(text).filter(Files::isDirectory);
  }

  private static ImagePlus image(String key, String text) {
    ImagePlus open = WindowManager.getImage(text);
    if (open != null) {
      return open;
    }
    return path(text)
        .filter(Files::exists)
        .map(ImageFiles::open)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s=%s is not possible; no image of that title is open, and no file or folder of that path is there"
                        .formatted(key, text)));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty(); // a title need not be a path
    }
  }
}
