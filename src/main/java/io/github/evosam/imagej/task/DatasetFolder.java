package io.github.evosam.imagej.task;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.evosam.DurableFolder;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.image.PalettePicture;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.LabelImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Training data that grow on disk, plane by plane: {@code images/NAME.tif} and {@code
 * masks/NAME.tif}, as {@link TaskFolder} reads them.
 *
 * @param folder made if it is not there
 */
public record DatasetFolder(Path folder) {

  /**
   * Adds the plane of an image, in the channel of the position, with its labels. A plane whose
   * pixels are there already gets the new labels in place of the old ones; nothing else is
   * replaced.
   *
   * @param labels of the image's size
   * @return the name of the pair, {@code NAME}, of a stack {@code NAME-0007}, with a number where
   *     another image has that name
   * @throws ImageFileException if the folder cannot be read or written
   */
  public String add(ImagePlus image, StackPosition position, LabelMap labels) {
    ImagePlus plane = plane(image, position);
    String name = freeName(ImageTitle.fileName(plane.getTitle()), plane);
    ImageWriting.tiff(plane, images().resolve(name + ".tif"));
    ImageWriting.tiff(
        LabelImages.of(plane, StackPosition.EVERYWHERE, labels), masks().resolve(name + ".tif"));
    return name;
  }

  /**
   * Number of images with their masks.
   *
   * @throws ImageFileException if an image or a mask has no partner
   */
  public int size() {
    return TaskFolder.pairs(folder).size();
  }

  private Path images() {
    return folder.resolve("images");
  }

  private Path masks() {
    return folder.resolve("masks");
  }

  private static ImagePlus plane(ImagePlus image, StackPosition position) {
    ImageProcessor pixels = image.getStack().getProcessor(position.indexIn(image));
    boolean isPalette = PalettePicture.isIn(image); // a TIFF's table of colours is display only
    String base = ImageTitle.base(image);
    boolean isStack = image.getNSlices() * image.getNFrames() > 1;
    ImagePlus plane =
        new ImagePlus(
            isStack ? "%s-%04d".formatted(base, position.planeIn(image)) : base,
            isPalette ? pixels.convertToRGB() : pixels.duplicate());
    plane.setCalibration(image.getCalibration().copy());
    return plane;
  }

  private String freeName(String base, ImagePlus plane) {
    Map<String, Path> images = filesByName(images());
    Map<String, Path> masks = filesByName(masks());
    String name = base;
    for (int n = 2; !isFree(name, images, masks) && !isSame(name, plane, images, masks); n++) {
      name = base + "-" + n;
    }
    return name;
  }

  private static boolean isFree(String name, Map<String, Path> images, Map<String, Path> masks) {
    return !images.containsKey(name) && !masks.containsKey(name);
  }

  /** Whether an earlier call has added this very plane under the name. */
  private boolean isSame(
      String name, ImagePlus plane, Map<String, Path> images, Map<String, Path> masks) {
    Path image = images().resolve(name + ".tif");
    Path mask = masks().resolve(name + ".tif");
    return image.equals(images.get(name))
        && mask.equals(masks.getOrDefault(name, mask))
        && Objects.deepEquals(
            ImageFiles.open(image).getProcessor().getPixels(), plane.getProcessor().getPixels());
  }

  private static Map<String, Path> filesByName(Path folder) {
    try {
      DurableFolder.make(folder);
    } catch (IOException e) {
      throw ImageFileException.unwritable(folder, e);
    }
    return TaskFolder.filesByName(folder);
  }
}
