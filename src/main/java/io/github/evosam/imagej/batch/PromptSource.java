package io.github.evosam.imagej.batch;

import io.github.evosam.engine.origin.ShownObjects;
import io.github.evosam.imagej.result.ImageDocument;
import io.github.evosam.imagej.roi.GivenPrompts;
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

  /**
   * What shows the objects of an image, as the sidecar of its results tells it.
   *
   * @param image the image's file
   * @param name what results of the image are called after
   */
  ShownObjects shown(Path image, String name);

  /** What tells this source from others, in a few words. */
  String describe();

  /** No prompts for any image. */
  static PromptSource none() {
    return new NoPrompts();
  }

  /** What showed the objects of an image that was segmented before. */
  static PromptSource of(ShownObjects shown) {
    GivenPrompts given = GivenPrompts.of(shown);
    return shown
        .rois()
        .map(rois -> roiFile(rois.file()))
        .orElseGet(() -> given.isEmpty() ? none() : given(given));
  }

  /** The same prompts for every plane of every image. */
  static PromptSource given(GivenPrompts prompts) {
    return new SamePrompts(prompts);
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
