package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.imagej.result.ImageDocument;
import java.nio.file.Path;
import java.util.Optional;

/** Nothing shows the objects. */
record NoPrompts() implements PromptSource {
  @Override
  public Optional<PlanePrompts> of(ImageDocument image) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> file(Path image, String name) {
    return Optional.empty();
  }

  @Override
  public ShownObjects shown(Path image, String name) {
    return ShownObjects.NONE;
  }

  @Override
  public String describe() {
    return "none";
  }
}
