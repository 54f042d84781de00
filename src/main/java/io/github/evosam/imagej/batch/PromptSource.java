package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.roi.GivenPrompts;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.Selections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the prompts of an image come from.
 *
 * @param roiFile {@code .roi}, or {@code .zip} of them, for every image; each ROI is one object
 * @param isBesideImage whether else an image's ROI file lies beside it, see {@link #besideImage}
 * @param given the same for every plane of every image that has no ROI file; may be none
 */
public record PromptSource(Optional<Path> roiFile, boolean isBesideImage, GivenPrompts given) {

  /** No prompts for any image. */
  public static PromptSource none() {
    return given(GivenPrompts.NONE);
  }

  /** What showed the objects of an image that was segmented before. */
  static PromptSource of(ShownObjects shown) {
    return shown
        .rois()
        .map(rois -> roiFile(rois.file()))
        .orElseGet(() -> given(GivenPrompts.of(shown)));
  }

  /** The same prompts for every plane of every image. */
  public static PromptSource given(GivenPrompts prompts) {
    return new PromptSource(Optional.empty(), false, prompts);
  }

  /** The same ROI file for every image. */
  public static PromptSource roiFile(Path file) {
    return new PromptSource(Optional.of(file), false, GivenPrompts.NONE);
  }

  /**
   * The ROI file in the image's folder that is called as the image: {@code NAME.roi} or {@code
   * NAME.zip} beside {@code NAME.tif}; beside {@code NAME.ome.tif} also {@code NAME.ome.roi}. An
   * image without one is searched without prompts.
   */
  public static PromptSource besideImage() {
    return new PromptSource(Optional.empty(), true, GivenPrompts.NONE);
  }

  /**
   * The prompts of each object on a plane, image pixels; none if there is no object. Empty if the
   * objects of the image are to be found without any.
   *
   * @throws io.github.evosam.EvoSamException if they cannot be read
   * @throws IllegalArgumentException if they do not fit the image
   */
  Optional<Function<StackPosition, List<List<Prompt>>>> of(ImageDocument image) {
    Optional<Path> rois = rois(image.file(), image.name());
    if (rois.isPresent()) {
      List<PromptedObject> objects = image.prompts(rois.get());
      return Optional.of(
          plane -> Selections.on(plane, objects).stream().map(PromptedObject::prompts).toList());
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    List<List<Prompt>> objects = given.objects(image.size(), image.file(), image::note);
    return Optional.of(plane -> objects);
  }

  /**
   * The file that an image's prompts are read from, if there is one.
   *
   * @param image the image's file
   * @param name what results of the image are called after
   * @throws ImageFileException as {@link #of(ImageDocument)}
   */
  Optional<Path> file(Path image, String name) {
    return rois(image, name).or(given::mask);
  }

  /**
   * What shows the objects of an image, as the sidecar of its results tells it.
   *
   * @param image the image's file
   * @param name what results of the image are called after
   */
  ShownObjects shown(Path image, String name) {
    return rois(image, name).map(UsedFile::of).map(ShownObjects::by).orElseGet(given::shown);
  }

  /** What tells this source from others, in a few words. */
  String describe() {
    if (isBesideImage) {
      return "ROIs beside the image";
    }
    String prompts = given.isEmpty() ? "none" : given.toString();
    return roiFile.map(file -> "ROIs of " + file).orElse(prompts);
  }

  private Optional<Path> rois(Path image, String name) {
    return isBesideImage ? beside(image, name) : roiFile;
  }

  /** Throws {@link ImageFileException} if there are several: it is not clear which is meant. */
  private static Optional<Path> beside(Path image, String name) {
    String fileName = image.getFileName().toString();
    String stem = fileName.replaceFirst("\\.[^.]*$", "");
    List<Path> found =
        Stream.of(name, stem)
            .distinct()
            .flatMap(base -> Stream.of(base + ".roi", base + ".zip"))
            .filter(roi -> !roi.equals(fileName))
            .map(image::resolveSibling)
            .filter(Files::isRegularFile)
            .toList();
    if (found.size() > 1) {
      throw new ImageFileException(
          "%s and %s are both ROI files of %s; remove one"
              .formatted(found.get(0), found.get(1), fileName));
    }
    return found.stream().findFirst();
  }
}
