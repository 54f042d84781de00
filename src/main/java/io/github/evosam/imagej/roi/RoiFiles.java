package io.github.evosam.imagej.roi;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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

  /** More than the outline of the largest image takes. */
  private static final int LARGEST_ROI = 64 << 20;

  /** All ROIs of a set together. */
  private static final long LARGEST_SET = 512L << 20;

  private static final int COUNT_OF_POINTS = 16;
  private static final int LARGE_COUNT = 18;
  private static final int SUBTYPE = 48;
  private static final int TYPE = 6;
  private static final int SHAPE_SIZE = 36;
  private static final int SECOND_HEADER = 60;
  private static final int NAME_LENGTH = 20;
  private static final int IMAGE_SIZE = 32;
  private static final int PROPERTIES_LENGTH = 44;
  private static final int COUNTERS = 48;

  /** Rectangle, oval and line, whose numbers lie elsewhere. */
  private static final Set<Integer> WITHOUT_POINTS = Set.of(1, 2, 3);

  private static final int TEXT_LENGTHS = 64 + 8;

  private RoiFiles() {}

  /**
   * Writes a ROI set as {@code .zip}, one ROI after the other; equal or missing names get a number.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void write(Iterable<Roi> rois, Path file) {
    ImageWriting.write(
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
   * The ROIs of a {@code .zip} or {@code .roi}, in the file's order; what macOS adds to a zip is
   * passed over.
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
              : List.of(readFile(file));
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
    long total = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        if (isRoi(entry.getName())) {
          try (var in = zip.getInputStream(entry)) {
            byte[] bytes = read(in, entry.getName());
            total += bytes.length;
            if (total > LARGEST_SET) {
              throw new IOException("more than " + LARGEST_SET + " bytes of ROIs");
            }
            rois.add(decode(bytes, entry.getName()));
          }
        }
      }
    }
    return rois;
  }

  private static boolean isRoi(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.endsWith(".roi") && !last.startsWith("._") && !name.startsWith("__MACOSX/");
  }

  private static Roi readFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String name = file.getFileName().toString();
      return decode(read(in, name), name);
    }
  }

  private static byte[] read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_ROI);
    if (in.read() >= 0) {
      throw new IOException("more than " + LARGEST_ROI + " bytes in " + name);
    }
    return bytes;
  }

  /** ImageJ makes room for as many numbers as the header says, before it looks for them. */
  private static void requireCounts(byte[] bytes, String name) throws IOException {
    ByteBuffer roi = ByteBuffer.wrap(bytes);
    if (bytes.length < SECOND_HEADER + 4) {
      throw new EOFException("a ROI of " + bytes.length + " bytes in " + name);
    }
    int second = roi.getInt(SECOND_HEADER);
    boolean hasCounters =
        second > 0 && second <= bytes.length - COUNTERS - 4 && roi.getInt(second + COUNTERS) != 0;
    boolean hasPoints = !WITHOUT_POINTS.contains((int) roi.get(TYPE)) || hasCounters;
    boolean isLarge = hasPoints && roi.getShort(COUNT_OF_POINTS) == 0;
    requireCount(isLarge ? roi.getInt(LARGE_COUNT) : 0, 4, bytes, name);
    requireCount(roi.getInt(SHAPE_SIZE), 4, bytes, name);
    if (second > 0 && second <= bytes.length - IMAGE_SIZE - 4) {
      requireCount(roi.getInt(second + IMAGE_SIZE), 1, bytes, name);
      requireCount(roi.getInt(second + NAME_LENGTH), 2, bytes, name);
      boolean hasProperties = second <= bytes.length - PROPERTIES_LENGTH - 4;
      requireCount(hasProperties ? roi.getInt(second + PROPERTIES_LENGTH) : 0, 2, bytes, name);
    }
    boolean isText = roi.getShort(SUBTYPE) == RoiDecoder.TEXT;
    if (isText && bytes.length >= TEXT_LENGTHS + 8) {
      requireCount(roi.getInt(TEXT_LENGTHS), 2, bytes, name);
      requireCount(roi.getInt(TEXT_LENGTHS + 4), 2, bytes, name);
    }
  }

  private static void requireCount(int count, int size, byte[] bytes, String name)
      throws IOException {
    if (count > bytes.length / size) {
      throw new EOFException(
          "%d numbers in a ROI of %d bytes, %s".formatted(count, bytes.length, name));
    }
  }

  private static Roi decode(byte[] bytes, String name) throws IOException {
    requireCounts(bytes, name);
    Roi roi = decoded(bytes, name);
    if (roi == null) {
      throw new IOException("no ROI in " + name);
    }
    roi.setName(name.replaceFirst("\\.roi$", ""));
    return roi;
  }

  /** Coordinates, too, may make ImageJ ask for room: a spline has points along all its length. */
  private static Roi decoded(byte[] bytes, String name) throws IOException {
    try {
      return new RoiDecoder(bytes, name).getRoi();
    } catch (OutOfMemoryError e) {
      throw new IOException("a ROI that memory does not hold, " + name, e);
    }
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
