package io.github.evosam.imagej.image;

import ij.io.Opener;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * Looks at a file's structure before ImageJ opens it, since ImageJ fills what a truncated file
 * lacks with black, and prints or shows a window where it fails.
 */
final class ImageFileCheck {
  private static final int PNG_SIGNATURE = 8;

  private ImageFileCheck() {}

  /**
   * Reads the file's frame.
   *
   * @param type as {@link Opener#getFileType} says
   * @throws IOException if the file ends too early or contradicts itself; the message says how
   */
  static void requireWhole(Path file, int type) throws IOException {
    switch (type) {
      case Opener.PNG -> requirePng(file);
      case Opener.JPEG -> requireJpeg(file);
      case Opener.GIF -> requireGif(file);
      case Opener.BMP -> requireBmp(file);
      case Opener.TIFF -> TiffFrame.requireWhole(file);
      case Opener.PGM -> requireNetpbm(file);
      case Opener.ZIP -> requireZippedTiff(file);
      default -> {
        // ImageJ's readers of the other formats notice by themselves
      }
    }
  }

  /** Whether it is a TIFF with 64-bit offsets, of which the version number is 43. */
  static boolean isBigTiff(Path file) {
    try (DataInputStream in = stream(file)) {
      int head = in.readInt();
      return head == 0x49492b00 || head == 0x4d4d002b;
    } catch (IOException e) { // too short
      return false;
    }
  }

  /** Chunks with their checksums up to IEND (PNG specification, section 5). */
  private static void requirePng(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(PNG_SIGNATURE);
      byte[] type = new byte[4];
      byte[] buffer = new byte[1 << 16];
      do {
        int length = in.readInt();
        if (length < 0) {
          throw new IOException("a PNG chunk of more than 2 GiB");
        }
        in.readFully(type);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        for (int left = length; left > 0; ) {
          int count = Math.min(left, buffer.length);
          in.readFully(buffer, 0, count);
          checksum.update(buffer, 0, count);
          left -= count;
        }
        if (in.readInt() != (int) checksum.getValue()) {
          throw new IOException("a PNG chunk with a wrong checksum");
        }
      } while (!new String(type, StandardCharsets.US_ASCII).equals("IEND"));
    }
  }

  /** Marker segments up to the scan, then an end-of-image marker (ITU-T T.81, annex B). */
  private static void requireJpeg(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(2);
      int marker;
      do {
        marker = in.readUnsignedShort();
        while (marker == 0xffff) {
          marker = 0xff00 | in.readUnsignedByte();
        }
        in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
      } while (marker != 0xffda);
      int previous = 0;
      int current = in.readUnsignedByte();
      while (previous != 0xff || current != 0xd9) {
        previous = current;
        current = in.readUnsignedByte();
      }
    }
  }

  private static void requireGif(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      for (long at = in.length() - 1; at > in.length() - 1024 && at > 0; at--) {
        in.seek(at);
        int last = in.read();
        if (last == 0x3b) {
          return;
        }
        if (last != 0) {
          throw new EOFException("no GIF trailer at the end");
        }
      }
      throw new EOFException("no GIF trailer at the end");
    }
  }

  private static void requireBmp(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      in.skipNBytes(10);
      long data = Integer.reverseBytes(in.readInt()) & 0xffffffffL;
      in.skipNBytes(4);
      long width = Integer.reverseBytes(in.readInt());
      long height = Math.abs((long) Integer.reverseBytes(in.readInt()));
      in.skipNBytes(2);
      int bits = Short.reverseBytes(in.readShort()) & 0xffff;
      int compression = in.readInt();
      long rows = compression == 0 ? (width * bits + 31) / 32 * 4 * height : 1;
      requireLength(file, data + rows);
    }
  }

  private static void requireNetpbm(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      NetpbmFrame.requireWhole(file, in);
    }
  }

  private static void requireZippedTiff(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.stream().noneMatch(entry -> entry.getName().endsWith(".tif"))) {
        throw new IOException("a zip file without a TIFF in it");
      }
    }
  }

  private static void requireLength(Path file, long needed) throws IOException {
    long size = Files.size(file);
    if (size < needed) {
      throw new EOFException("needs " + needed + " bytes but has " + size);
    }
  }

  private static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }
}
