package io.github.evosam.imagej.roi;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import io.github.evosam.imagej.image.AtomicFile;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** ROI sets as the ROI Manager saves them: one {@code .roi}, or a {@code .zip} of them. */
public final class RoiFiles {
  /** The first that a zip can name: equal ROIs give equal files. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private RoiFiles() {}

  /**
   * Writes a ROI set as {@code .zip}, one ROI after the other; equal or missing names get a number.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void write(Iterable<Roi> rois, Path file) {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
          Set<String> names = new HashSet<>();
          for (Roi roi : rois) {
            ZipEntry entry = new ZipEntry(entryName(roi, names));
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            zip.write(bytes(roi));
            zip.closeEntry();
          }
          zip.finish();
          zip.flush();
        });
  }

  /**
   * The ROIs of a {@code .zip} or {@code .roi}, in the file's order.
   *
   * @throws ImageFileException if the file is missing, damaged or holds no ROI
   */
  public static List<Roi> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ImageFileException("There is no ROI file " + file + "; check the path");
    }
    try {
      List<Roi> rois =
          file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
              ? readZip(file)
              : List.of(decode(Files.readAllBytes(file), file.getFileName().toString()));
      if (rois.isEmpty()) {
        throw new IOException("no .roi in it");
      }
      return rois;
    } catch (IOException | RuntimeException e) {
      throw new ImageFileException(
          "%s is damaged or no ROI file (%s); save it again from the ROI Manager"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static List<Roi> readZip(Path file) throws IOException {
    List<Roi> rois = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        if (entry.getName().endsWith(".roi")) {
          try (var in = zip.getInputStream(entry)) {
            rois.add(decode(in.readAllBytes(), entry.getName()));
          }
        }
      }
    }
    return rois;
  }

  private static Roi decode(byte[] bytes, String name) throws IOException {
    Roi roi = new RoiDecoder(bytes, name).getRoi();
    if (roi == null) {
      throw new IOException("no ROI in " + name);
    }
    roi.setName(name.replaceFirst("\\.roi$", ""));
    return roi;
  }

  private static byte[] bytes(Roi roi) throws IOException {
    byte[] bytes = RoiEncoder.saveAsByteArray(roi);
    if (bytes == null) {
      throw new IOException("ImageJ cannot encode the ROI " + roi);
    }
    return bytes;
  }

  private static String entryName(Roi roi, Set<String> taken) {
    String base = ImageTitle.fileName(Selections.name(roi));
    String unique = base.isEmpty() ? "roi" : base;
    for (int n = 1; !taken.add(unique); n++) {
      unique = (base.isEmpty() ? "roi" : base) + "-" + n;
    }
    return unique + ".roi";
  }
}
