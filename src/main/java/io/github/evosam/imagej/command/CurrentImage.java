package io.github.evosam.imagej.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.evosam.imagej.result.LabelOrigin;

/** Finds the image that a command is meant to work on. */
public final class CurrentImage {
  private CurrentImage() {}

  /**
   * The image to work on: {@link #inFront}, or the image that it is the label image of, as long as
   * that is open.
   *
   * @param handedOver may be null
   * @throws IllegalArgumentException if no image is open
   */
  public static ImagePlus orElse(ImagePlus handedOver) {
    return LabelOrigin.of(inFront(handedOver));
  }

  /**
   * The given image; but in a macro's batch mode the macro's current image in place of the one that
   * a front end hands over if the macro names none; without either the one in front.
   *
   * @param handedOver may be null
   * @throws IllegalArgumentException if no image is open
   */
  public static ImagePlus inFront(ImagePlus handedOver) {
    ImagePlus image = handedOver;
    if (Interpreter.isBatchMode()
        && Interpreter.getLastBatchModeImage() != null
        && !isNamed(handedOver)) {
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
   * Whether a macro must have named an image. Fiji fills in the current image of this thread, which
   * is that of the active window, since it runs commands on another thread than the macro.
   */
  private static boolean isNamed(ImagePlus handedOver) {
    return handedOver != null && handedOver != WindowManager.getCurrentImage();
  }

  /**
   * The open image of a title.
   *
   * @param key that the title is the value of, for the message
   * @param title empty for {@link #orElse} without an image
   * @throws IllegalArgumentException if there is none
   */
  public static ImagePlus titled(String key, String title) {
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
