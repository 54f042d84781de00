package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.roi.GivenPrompts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The same prompts for every plane of every image.
 *
 * @param given at least one
 */
record SamePrompts(GivenPrompts given) implements PromptSource {
  @Override
  public Optional<PlanePrompts> of(ImageDocument image) {
    List<List<Prompt>> objects = given.objects(image.size(), image.file(), image::note);
    return Optional.of(plane -> objects);
  }

  @Override
  public Optional<Path> file(Path image, String name) {
    return given.mask();
  }

  @Override
  public ShownObjects shown(Path image, String name) {
    return given.shown();
  }

  @Override
  public String describe() {
    return given.toString();
  }
}
