package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.imagej.image.frame.FilePlan;
import io.github.evosam.imagej.image.frame.OmeDimensions;
import io.github.evosam.imagej.image.frame.PngFrame;
import io.github.evosam.imagej.image.frame.TiffPage;
import io.github.evosam.imagej.image.frame.TiffPlan;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an author meant by a file whose numbers say something else: white that is stored as 0,
 * channels and frames that ImageJ takes for slices, unsigned 32-bit values. What is meant is made
 * of the image, and what cannot be known is said in its notes.
 */
final class OddPictures {
  private static final double UNSIGNED = 4294967296.0;

  private OddPictures() {}

  /** Reads with Java's reader what ImageJ's would misread. */
  static ImagePlus open(Path file, FilePlan plan) throws IOException {
    return plan.tiff().isPresent()
        ? JavaPictures.tiff(file, plan.tiff().get())
        : JavaPictures.first(file, plan.javaFormat());
  }

  /** The image as its file's author meant it, with its notes. */
  static ImagePlus asMeant(ImagePlus image, Path file, FilePlan plan) throws IOException {
    plan.notes().forEach(note -> ImageNotes.add(image, note));
    if (plan.isLossy()) {
      ImageNotes.markLossy(image);
    }
    if (!plan.alphaFormat().isEmpty()) {
      Transparent.note(image, file, JavaPictures.transparency(file, plan.alphaFormat()));
      PngFrame png = plan.alphaFormat().equals("png") ? PngFrame.of(file) : null;
      if (png != null && png.header().bits() > 8) {
        ImageNotes.refuseAsMask(
            image, "has 16 bits and an alpha channel, of which ImageJ keeps 8 bits");
      }
    }
    if (plan.alphaFormat().equals("gif") && !ImageNotes.of(image).isEmpty()) {
      return onWhite(image, file);
    }
    if (isWhiteZero(image, plan)) {
      invert(image);
    }
    plan.tiff().ifPresent(tiff -> tiff(image, file, tiff));
    ShownChannel.note(image, file);
    requireWidth(image, file);
    return image;
  }

  private static void requireWidth(ImagePlus image, Path file) {
    ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
    if (size.isLine()) {
      throw new ImageFileException(
          "%s has %s pixels, so narrow that nothing is left of it in the model's square input; cut it into pieces that are less long"
              .formatted(file, size));
    }
  }

  /**
   * ImageJ gives the transparent pixels of a GIF any colour; of several frames it shows them all.
   */
  private static ImagePlus onWhite(ImagePlus image, Path file) throws IOException {
    return image.getStackSize() == 1 ? JavaPictures.first(file, "gif") : image;
  }

  private static void tiff(ImagePlus image, Path file, TiffPlan plan) {
    TiffPage first = plan.pages().get(0);
    if (plan.isUnsigned32()) {
      unsigned(image);
    }
    if (OmeDimensions.isIn(first.description())) {
      OmeDimensions.of(file, first.description(), plan.pages().size()).apply(image);
    }
  }

  /** ImageJ and Java read 32-bit whole numbers as signed. */
  private static void unsigned(ImagePlus image) {
    ImageStack stack = image.getStack();
    for (int i = 1; i <= stack.size(); i++) {
      ImageProcessor pixels = stack.getProcessor(i);
      for (int at = 0; at < pixels.getPixelCount(); at++) {
        if (pixels.getf(at) < 0) {
          pixels.setf(at, (float) (pixels.getf(at) + UNSIGNED));
        }
      }
    }
  }

  private static boolean isWhiteZero(ImagePlus image, FilePlan plan) {
    if (plan.tiff().isPresent()) {
      return plan.tiff().get().isWhiteZero() && !plan.tiff().get().isForJava();
    }
    FileInfo info = image.getOriginalFileInfo();
    return info != null && info.whiteIsZero && info.fileFormat == FileInfo.DICOM;
  }

  /** ImageJ inverts the look-up table in place of the values. */
  private static void invert(ImagePlus image) {
    ImageStack stack = image.getStack();
    stack.setColorModel(null);
    for (int i = 1; i <= stack.size(); i++) {
      ImageProcessor pixels = stack.getProcessor(i);
      int depth = pixels.getBitDepth();
      float largest = depth == 8 ? 255 : depth == 16 ? 65535 : 0;
      for (int at = 0; at < pixels.getPixelCount(); at++) {
        pixels.setf(at, largest - pixels.getf(at));
      }
    }
    if (stack.size() == 1) {
      image.setProcessor(stack.getProcessor(1));
    }
    image.getProcessor().setColorModel(null);
  }
}
