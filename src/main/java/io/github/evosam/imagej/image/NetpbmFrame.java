package io.github.evosam.imagej.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a PBM, PGM or PPM file is as long as its header says. */
final class NetpbmFrame {
  private NetpbmFrame() {}

  /**
   * Reads the header.
   *
   * @throws EOFException if the header or the pixels are cut off
   * @throws IOException if the header makes no sense
   */
  static void requireWhole(Path file, DataInputStream in) throws IOException {
    in.readByte();
    int format = in.readUnsignedByte() - '0';
    long width = number(in);
    long height = number(in);
    boolean isBitmap = format == 1 || format == 4;
    long largest = isBitmap ? 1 : number(in);
    if (width < 1 || height < 1) {
      throw new IOException("an image of " + width + " x " + height + " pixels");
    }
    long samples = width * height * (format == 3 || format == 6 ? 3 : 1);
    long needed =
        switch (format) {
          case 1 -> samples;
          case 2, 3 -> 2 * samples - 1;
          case 4 -> (width + 7) / 8 * height;
          default -> samples * (largest > 255 ? 2 : 1);
        };
    if (Files.size(file) < needed + headerBytes(width, height, isBitmap ? -1 : largest)) {
      throw new EOFException("needs " + needed + " bytes of pixels");
    }
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
