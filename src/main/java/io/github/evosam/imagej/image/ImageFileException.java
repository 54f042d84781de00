package io.github.evosam.imagej.image;

import io.github.evosam.EvoSamException;
import java.io.IOException;
import java.nio.file.Path;

/** An image or ROI file cannot be read or written; the message names the file and the way out. */
public final class ImageFileException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that says what to do. */
  public ImageFileException(String message) {
    super(message, null);
  }

  /** The refusal of a file or folder that cannot be written. */
  public static ImageFileException unwritable(Path file, IOException cause) {
    return new ImageFileException(
        "%s cannot be written (%s); check its path, permissions and the free space, and close it elsewhere"
            .formatted(file, cause),
        cause);
  }

  /** An exception with its cause. */
  public ImageFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
