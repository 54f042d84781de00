package io.github.evosam.imagej.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.evosam.imagej.LabelOrigin;

/** Finds the image that a command is meant to work on. */
final class CurrentImage {
  private CurrentImage() {}

  /**
   * The image to work on: {@link #inFront}, or the image that it is the label image of, as long as
   * that is open.
   *
   * @param handedOver may be null
   * @throws IllegalArgumentException if no image is open
   */
  static ImagePlus orElse(ImagePlus handedOver) {
    return LabelOrigin.of(inFront(handedOver));
  }

  /**
   * In a macro's batch mode the macro's current image, which has no window and is not what a front
   * end hands over; else the given one; else the one in front.
   *
   * @param handedOver may be null
   * @throws IllegalArgumentException if no image is open
   */
  static ImagePlus inFront(ImagePlus handedOver) {
    ImagePlus image = handedOver;
    if (Interpreter.isBatchMode() && Interpreter.getLastBatchModeImage() != null) {
      image = Interpreter.getLastBatchModeImage();
    }
    if (image == null) {
      image = WindowManager.getCurrentImage();
    }
    if (image == null) {
      throw new IllegalArgumentException("No image is open; open one first");
    }
    return image;
  }

  /**
   * The open image of a title.
   *
   * @param key that the title is the value of, for the message
   * @param title empty for {@link #orElse} without an image
   * @throws IllegalArgumentException if there is none
   */
  static ImagePlus titled(String key, String title) {
    if (title.isEmpty()) {
      return orElse(null);
    }
    ImagePlus image = WindowManager.getImage(title);
    if (image == null) {
      throw new IllegalArgumentException(
          "%s=%s is not possible; no image of that title is open".formatted(key, title));
    }
    return image;
  }
}
