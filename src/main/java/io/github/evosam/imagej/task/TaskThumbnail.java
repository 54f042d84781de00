package io.github.evosam.imagej.task;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.result.OverlayPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The small picture by which a task is recognised. */
public final class TaskThumbnail {
  private static final int SIDE = 128;

  private TaskThumbnail() {}

  /**
   * A picture of an image with its objects tinted, at most 128 × 128 pixels.
   *
   * @return the content of a PNG file
   */
  public static byte[] png(LabelledPlane image) {
    ColorProcessor picture = OverlayPicture.of(image.plane(), image.labels());
    ImageSize size = image.plane().size();
    double scale = Math.min(1, (double) SIDE / size.longestSide());
    picture.setInterpolationMethod(ImageProcessor.BILINEAR);
    ImageProcessor small =
        picture.resize(
            Math.max(1, (int) Math.round(size.width() * scale)),
            Math.max(1, (int) Math.round(size.height() * scale)),
            true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(small.getBufferedImage(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("A picture could not be written to memory", e);
    }
    return out.toByteArray();
  }
}
