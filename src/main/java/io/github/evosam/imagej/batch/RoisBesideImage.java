package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.result.ImageDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ROI file in the image's folder that is called as the image: {@code NAME.roi} or {@code
 * NAME.zip} beside {@code NAME.tif}; beside {@code NAME.ome.tif} also {@code NAME.ome.roi}. An
 * image without one is searched without prompts.
 */
record RoisBesideImage() implements PromptSource {
  @Override
  public Optional<PlanePrompts> of(ImageDocument image) {
    return file(image.file(), image.name()).flatMap(rois -> new OneRoiFile(rois).of(image));
  }

  /**
   * The ROI file beside an image.
   *
   * @throws ImageFileException if there are several, so that it is not clear which is meant
   */
  @Override
  public Optional<Path> file(Path image, String name) {
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

  @Override
  public ShownObjects shown(Path image, String name) {
    return file(image, name).map(UsedFile::of).map(ShownObjects::by).orElse(ShownObjects.NONE);
  }

  @Override
  public String describe() {
    return "ROIs beside the image";
  }
}
