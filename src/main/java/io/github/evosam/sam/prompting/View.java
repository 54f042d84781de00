package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;

/**
 * A part of an image as the model's input shows it, or all of it. Image pixels, x right, y down.
 *
 * @param image size of the image
 * @param x left column of the part
 * @param y top row
 * @param region size of the part, inside the image
 * @param transform from the part to the model's input
 * @param lowSide side of the logits, pixels
 */
public record View(
    ImageSize image, int x, int y, ImageSize region, ModelTransform transform, int lowSide) {

  /** The whole image, for a model whose logits are those of the official ones. */
  public static View whole(ModelTransform transform) {
    return new View(
        transform.image(), 0, 0, transform.image(), transform, transform.inputSide() / 4);
  }

  /** The whole image. */
  static View whole(ImageSize image, ModelInput input) {
    return new View(image, 0, 0, image, input.transform(image), input.lowSide());
  }

  /**
   * A square part, moved and cut so that it lies inside the image.
   *
   * @param centreX where its middle should be
   * @param centreY where its middle should be
   * @param side of the part, image pixels
   * @param input of the model
   */
  static View around(ImageSize image, double centreX, double centreY, int side, ModelInput input) {
    ImageSize region = new ImageSize(Math.min(side, image.width()), Math.min(side, image.height()));
    int x = inside(centreX - region.width() / 2.0, image.width() - region.width());
    int y = inside(centreY - region.height() / 2.0, image.height() - region.height());
    return new View(image, x, y, region, input.transform(region), input.lowSide());
  }

  private static int inside(double start, int last) {
    return (int) Math.max(0, Math.min(last, Math.round(start)));
  }

  /** Whether it shows all of the image. */
  boolean isWhole() {
    return region.equals(image);
  }

  /** What it shows of the image. */
  PixelSource cut(PixelSource image) {
    return isWhole() ? image : image.region(x, y, region);
  }

  /** What it shows of a mask of the image. */
  Mask cut(Mask mask) {
    return isWhole() ? mask : mask.crop(x, y, region);
  }

  /** A mask of the part as a mask of the image. */
  Mask place(Mask part) {
    if (isWhole()) {
      return part;
    }
    return part.placed(image, x, y);
  }

  /** Image column at the middle of a column of logits. */
  double imageX(double lowX) {
    return x + toImage(lowX, region.width(), transform.scaled().width());
  }

  /** Image row at the middle of a row of logits. */
  double imageY(double lowY) {
    return y + toImage(lowY, region.height(), transform.scaled().height());
  }

  private double toImage(double low, int length, int scaled) {
    return (low + 0.5) * transform.inputSide() / lowSide() * length / scaled - 0.5;
  }

  /** Column of logits, with fraction, at an image column. */
  double lowX(double imageX) {
    return toLow(imageX - x, region.width(), transform.scaled().width());
  }

  /** Row of logits, with fraction, at an image row. */
  double lowY(double imageY) {
    return toLow(imageY - y, region.height(), transform.scaled().height());
  }

  private double toLow(double at, int length, int scaled) {
    return (at + 0.5) * scaled / length * lowSide() / transform.inputSide() - 0.5;
  }
}
