package io.github.evosam.imagej.ui.library;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.library.LibraryListener.Comparison;
import io.github.evosam.imagej.task.ExpertPicture;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The image that experts are compared on: the one in front, or the one that it is a picture of. */
final class FrontImage {
  private static final String COMPARED = "evosam.compared";

  private Optional<ImagePlus> latest = Optional.empty();

  /** The image; empty if none is open. */
  Optional<ImagePlus> image() {
    ImagePlus image = WindowManager.getCurrentImage();
    if (image != null && image.getProperty(COMPARED) instanceof ImagePlus compared) {
      image = compared.getProcessor() == null ? null : compared; // its pixels go when it is closed
    }
    latest = Optional.ofNullable(image);
    return latest;
  }

  /** Reads the plane that an image shows now. */
  Supplier<Plane> plane(ImagePlus image) {
    StackPosition position = StackPosition.current(image);
    return () ->
        PlaneSource.of(image, List.of(position), Normalisation.PERCENTILES).plane(position);
  }

  /** Shows what experts found in it. */
  void show(Comparison comparison) {
    ImagePlus picture =
        ExpertPicture.of(
            "Experts on " + comparison.image(), comparison.plane(), comparison.previews());
    latest.ifPresent(image -> picture.setProperty(COMPARED, image));
    picture.show();
  }
}
