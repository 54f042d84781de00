package io.github.evosam.imagej.image.frame;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a PBM, PGM or PPM file is as long as its header says. */
final class NetpbmFrame {
  private NetpbmFrame() {}

  /**
   * Reads the header.
   *
   * @return how it is to be read
   * @throws EOFException if the header or the pixels are cut off
   * @throws IOException if the header makes no sense
   */
  static FilePlan plan(Path file, DataInputStream in) throws IOException {
    in.readByte();
    int format = in.readUnsignedByte() - '0';
    long width = number(in);
    long height = number(in);
    boolean isBitmap = format == 1 || format == 4;
    long largest = isBitmap ? 1 : number(in);
    FilePlan.requireSize(width, height);
    if (largest < 1 || largest > 65535) {
      throw new IOException("a largest value of " + largest);
    }
    long samples = width * height * (format == 3 || format == 6 ? 3 : 1);
    long needed =
        switch (format) {
          case 1 -> samples;
          case 2, 3 -> 2 * samples - 1;
          case 4 -> (width + 7) / 8 * height;
          default -> samples * (largest > 255 ? 2 : 1);
        };
    long header = headerBytes(width, height, isBitmap ? -1 : largest);
    if (Files.size(file) < needed + header) {
      throw new EOFException("needs " + needed + " bytes of pixels");
    }
    if (format == 1) {
      requireSpaces(in);
    }
    boolean isBinary = format >= 4;
    boolean hasMore = isBinary && Files.size(file) > 2 * needed + header;
    return new FilePlan(
        4 * width * height, "", "", false, Optional.empty(), hasMore ? more(file) : List.of());
  }

  /** ImageJ reads digits without spaces between them as one large number. */
  private static void requireSpaces(DataInputStream in) throws IOException {
    int previous = ' ';
    int current = in.read();
    while (current >= 0) {
      if (Character.isDigit(previous) && Character.isDigit(current)) {
        throw new IOException("a text bitmap (P1) without spaces between its pixels");
      }
      previous = current;
      current = in.read();
    }
  }

  private static List<String> more(Path file) {
    return List.of(
        "%s holds more than one picture, of which the first is used; save the others as files of their own"
            .formatted(file));
  }

  /** The shortest header for these numbers. */
  private static long headerBytes(long width, long height, long largest) {
    String last = largest < 0 ? "" : largest + "\n";
    return ("Pn\n" + width + " " + height + "\n" + last).length();
  }

  private static long number(DataInputStream in) throws IOException {
    int c = in.readUnsignedByte();
    while (Character.isWhitespace(c) || c == '#') {
      if (c == '#') {
        skipLine(in);
      }
      c = in.readUnsignedByte();
    }
    long number = 0;
    while (c >= '0' && c <= '9') {
      number = Math.min(Integer.MAX_VALUE, number * 10 + c - '0');
      c = in.readUnsignedByte();
    }
    return number;
  }

  private static void skipLine(DataInputStream in) throws IOException {
    int c;
    do {
      c = in.readUnsignedByte();
    } while (c != '\n');
  }
}
