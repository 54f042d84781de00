package io.github.evosam.imagej.image.frame;

import ij.io.Opener;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file is read as its author meant it, known before a pixel is read.
 *
 * @param bytes that the pixels take in memory at least; 0 where that is not known
 * @param javaFormat format by which Java's reader reads it; empty if ImageJ does
 * @param alphaFormat format by which Java's reader looks for transparent pixels; empty if there can
 *     be none
 * @param isLossy whether compression has changed the values
 * @param tiff what is known of a TIFF
 * @param notes what a user should know, sentences
 */
public record FilePlan(
    long bytes,
    String javaFormat,
    String alphaFormat,
    boolean isLossy,
    Optional<TiffPlan> tiff,
    List<String> notes) {

  private static final int BMP_INFO_HEADER = 40;

  /** ImageJ reads it, and there is nothing to say. */
  static FilePlan plain(long bytes) {
    return new FilePlan(bytes, "", "", false, Optional.empty(), List.of());
  }

  /**
   * Looks at the file's frame.
   *
   * @param type as {@link Opener#getFileType} says
   * @throws EOFException if the file ends too early
   * @throws IOException if it contradicts itself; the message says how
   * @throws FrameException if no reader here reads it rightly
   */
  public static FilePlan of(Path file, int type) throws IOException {
    return switch (type) {
      case Opener.PNG -> png(file);
      case Opener.JPEG -> JpegFrame.plan(file);
      case Opener.GIF -> gif(file);
      case Opener.BMP -> bmp(file);
      case Opener.TIFF -> tiff(file);
      case Opener.PGM -> netpbm(file);
      default -> plain(0); // ImageJ's readers of the other formats notice by themselves
    };
  }

  private static FilePlan png(Path file) throws IOException {
    PngFrame frame = PngFrame.of(file);
    List<String> notes =
        frame.isAnimated()
            ? List.of(
                "%s is animated, and only its first picture is used; save the pictures as files of their own if others are meant"
                    .formatted(file))
            : List.of();
    String alpha = frame.mayBeTransparent() ? "png" : "";
    return new FilePlan(frame.bytes(), "", alpha, false, Optional.empty(), notes);
  }

  private static FilePlan gif(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(6);
      long width = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      long height = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      for (long at = in.length() - 1; at > in.length() - 1024 && at > 0; at--) {
        in.seek(at);
        int last = in.read();
        if (last == 0x3b) {
          return new FilePlan(4 * width * height, "", "gif", false, Optional.empty(), List.of());
        }
        if (last != 0) {
          break;
        }
      }
      throw new EOFException("no GIF trailer at the end");
    }
  }

  /** Run lengths, bit fields and the headers before and after Windows 3 are for Java's reader. */
  private static FilePlan bmp(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(10);
      long data = Integer.reverseBytes(in.readInt()) & 0xffffffffL;
      int header = Integer.reverseBytes(in.readInt());
      if (header < BMP_INFO_HEADER) {
        return new FilePlan(0, "bmp", "", false, Optional.empty(), List.of());
      }
      long width = Integer.reverseBytes(in.readInt());
      long height = Math.abs((long) Integer.reverseBytes(in.readInt()));
      in.skipNBytes(2);
      int bits = Short.reverseBytes(in.readShort()) & 0xffff;
      int compression = Integer.reverseBytes(in.readInt());
      long rows = compression == 0 ? (width * bits + 31) / 32 * 4 * height : 1;
      requireLength(file, data + rows);
      requireSize(width, height);
      boolean isForImageJ = compression == 0 && bits != 16 && header == BMP_INFO_HEADER;
      String format = isForImageJ ? "" : "bmp";
      return new FilePlan(4 * width * height, format, "", false, Optional.empty(), List.of());
    }
  }

  private static FilePlan tiff(Path file) throws IOException {
    TiffPlan tiff = TiffFrame.plan(file);
    List<String> notes = new ArrayList<>(tiff.notes());
    return new FilePlan(
        tiff.bytes(), tiff.isForJava() ? "tiff" : "", "", tiff.isLossy(), Optional.of(tiff), notes);
  }

  private static FilePlan netpbm(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      return NetpbmFrame.plan(file, in);
    }
  }

  /** Refuses a picture without pixels. */
  static void requireSize(long width, long height) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("an image of " + width + " x " + height + " pixels");
    }
  }

  private static void requireLength(Path file, long needed) throws IOException {
    long size = Files.size(file);
    if (size < needed) {
      throw new EOFException("needs " + needed + " bytes but has " + size);
    }
  }

  /** The file from its first byte on. */
  static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** Whether it is a TIFF with 64-bit offsets, of which the version number is 43. */
  public static boolean isBigTiff(Path file) {
    try (DataInputStream in = stream(file)) {
      int head = in.readInt();
      return head == 0x49492b00 || head == 0x4d4d002b;
    } catch (IOException e) { // too short
      return false;
    }
  }

  /** Whether a file in a zip is an image, not what macOS keeps beside it. */
  public static boolean isZippedTiff(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".tif")
        && !name.startsWith("__MACOSX/")
        && !Path.of(name).getFileName().toString().startsWith("._");
  }

  /** Four letters. */
  static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
