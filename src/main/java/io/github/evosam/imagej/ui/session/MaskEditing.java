package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.roi.MaskRois;

/** A mask that is in the hands of ImageJ's selection brush for a while. */
final class MaskEditing {
  private final ImagePlus image;
  private boolean active;

  MaskEditing(ImagePlus image) {
    this.image = image;
  }

  /** Whether the mask is a selection now. */
  boolean isActive() {
    return active;
  }

  /** Makes a mask the image's selection and chooses the brush; an empty one begins with nothing. */
  void start(Mask mask) {
    active = true;
    MaskRois.of(mask).ifPresentOrElse(image::setRoi, image::deleteRoi);
    IJ.setTool("brush");
  }

  /**
   * Takes the mask back and chooses the prompt tool again.
   *
   * @throws IllegalArgumentException if there is no selection with an area any more; editing goes
   *     on
   */
  Mask take() {
    Roi edited = image.getRoi();
    if (edited == null || !edited.isArea()) {
      throw new IllegalArgumentException(
          "The selection is gone or has no area; draw it again, or discard the object");
    }
    Mask mask = MaskRois.toMask(edited, new ImageSize(image.getWidth(), image.getHeight()));
    stop();
    return mask;
  }

  /** Gives up what was edited. */
  void stop() {
    if (active) {
      active = false;
      image.deleteRoi();
      PromptTool.select();
    }
  }
}
