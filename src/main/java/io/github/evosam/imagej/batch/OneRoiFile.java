package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.engine.origin.UsedFile;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.Selections;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file whose ROIs are one object each.
 *
 * @param roiFile {@code .roi}, or {@code .zip} of them
 */
record OneRoiFile(Path roiFile) implements PromptSource {
  @Override
  public Optional<PlanePrompts> of(ImageDocument image) {
    List<PromptedObject> objects = image.prompts(roiFile);
    return Optional.of(
        plane -> Selections.on(plane, objects).stream().map(PromptedObject::prompts).toList());
  }

  @Override
  public Optional<Path> file(Path image, String name) {
    return Optional.of(roiFile);
  }

  @Override
  public ShownObjects shown(Path image, String name) {
    return ShownObjects.by(UsedFile.of(roiFile));
  }

  @Override
  public String describe() {
    return "ROIs of " + roiFile;
  }
}
