package io.github.evosam.imagej.image;

import ij.ImagePlus;
import io.github.evosam.imagej.image.frame.FilePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A TIFF in a zip, as ImageJ saves it; looked at as closely as one outside. */
final class ZippedImage {
  private ZippedImage() {}

  /**
   * The image, titled as the zip.
   *
   * @throws ImageFileException if there is none or more than one in it, or as {@link
   *     ImageFiles#open}
   */
  static ImagePlus open(Path file) {
    Path unpacked = null;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = only(file, zip);
      unpacked = Files.createTempFile("evosam-", ".tif");
      try (InputStream in = zip.getInputStream(entry)) {
        copy(file, in, unpacked);
      }
      ImagePlus image = ImageFiles.openWithout(unpacked);
      image.setTitle(file.getFileName().toString());
      return image;
    } catch (IOException e) {
      throw ImageFiles.foreign(file, e);
    } catch (ImageFileException e) {
      String place = unpacked == null ? "" : unpacked.toString();
      throw new ImageFileException(
          place.isEmpty()
              ? e.getMessage()
              : e.getMessage().replace(place, file + " (the TIFF in it)"),
          e);
    } finally {
      delete(unpacked);
    }
  }

  private static ZipEntry only(Path file, ZipFile zip) {
    List<? extends ZipEntry> images =
        zip.stream().filter(entry -> FilePlan.isZippedTiff(entry.getName())).toList();
    if (images.isEmpty()) {
      throw new ImageFileException(
          "%s is no image that can be read here (a zip file without a TIFF in it); convert it to TIFF or PNG"
              .formatted(file));
    }
    if (images.size() > 1) {
      throw new ImageFileException(
          "%s holds %d images, so it is not clear which is meant; unpack it and give the images themselves"
              .formatted(file, images.size()));
    }
    return images.get(0);
  }

  /** A small zip may hold a file that is too large for any disk. */
  private static void copy(Path file, InputStream in, Path target) throws IOException {
    long most = Math.min(Files.getFileStore(target).getUsableSpace() / 2, 4L << 30);
    Files.copy(new Bounded(in, most), target, StandardCopyOption.REPLACE_EXISTING);
    if (Files.size(target) > most) {
      throw new ImageFileException(
          "%s unpacks to more than %d MB; unpack it by hand".formatted(file, most >> 20));
    }
  }

  private static void delete(Path unpacked) {
    try {
      if (unpacked != null) {
        Files.deleteIfExists(unpacked);
      }
    } catch (IOException e) {
      unpacked.toFile().deleteOnExit();
    }
  }

  /** Ends one byte after a limit. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    private Bounded(InputStream in, long most) {
      this.in = in;
      this.left = most + 1;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
