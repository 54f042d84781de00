package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.result.ImageDocument;
import java.nio.file.Path;
import java.util.Optional;

/** Where the prompts of an image come from. */
public interface PromptSource {
  /**
   * The prompts of an image; empty if its objects are to be found without any.
   *
   * @throws io.github.evosam.EvoSamException if they cannot be read
   * @throws IllegalArgumentException if they do not fit the image
   */
  Optional<PlanePrompts> of(ImageDocument image);

  /**
   * The file that an image's prompts are read from, if there is one.
   *
   * @param image the image's file
   * @param name what results of the image are called after
   */
  Optional<Path> file(Path image, String name);

  /** What tells this source from others, in a few words. */
  String describe();

  /** No prompts for any image. */
  static PromptSource none() {
    return new NoPrompts();
  }

  /** The same ROI file for every image. */
  static PromptSource roiFile(Path file) {
    return new OneRoiFile(file);
  }

  /** For each image the ROI file that lies beside it, see {@link RoisBesideImage}. */
  static PromptSource besideImage() {
    return new RoisBesideImage();
  }
}
