package io.github.evosam.imagej.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** PNG and JPEG files with segments that Java's writers do not make. */
final class OddPng {
  private static final byte[] SIGNATURE = {(byte) 137, 80, 78, 71, 13, 10, 26, 10};
  private static final int HEADER_END = 8 + 25;

  private OddPng() {}

  /** A header without pixels that fit it. */
  static byte[] header(int width, int height) {
    return join(
        SIGNATURE,
        ihdr(width, height, 8, 0),
        chunk("IDAT", OddScene.deflated(new byte[9])),
        chunk("IEND", new byte[0]));
  }

  /** 16 bits for each colour, 257 times these. */
  static byte[] rgb16(int[] disc, int[] ground) {
    ByteBuffer rows = ByteBuffer.allocate((OddScene.WIDTH * 6 + 1) * OddScene.HEIGHT);
    int[] which = OddScene.values(1, 0);
    for (int i = 0; i < which.length; i++) {
      if (i % OddScene.WIDTH == 0) {
        rows.put((byte) 0);
      }
      int[] colour =
          i == 0
              ? new int[] {0, 0, 0}
              : i == 1 ? new int[] {255, 255, 255} : which[i] == 1 ? disc : ground;
      // black and white corners, so that the common range is the full one
      for (int value : i % OddScene.WIDTH > 40 ? corners(i) : colour) {
        rows.putShort((short) (value * 257));
      }
    }
    return join(
        SIGNATURE,
        ihdr(OddScene.WIDTH, OddScene.HEIGHT, 16, 2),
        chunk("IDAT", OddScene.deflated(rows.array())),
        chunk("IEND", new byte[0]));
  }

  private static int[] corners(int i) {
    int level = i % 2 == 0 ? 0 : 255;
    return i / OddScene.WIDTH > 20 ? new int[] {20, 40, 160} : new int[] {level, level, level};
  }

  /** The same picture, said to be the first of two. */
  static byte[] animated(byte[] png) {
    byte[] control = ByteBuffer.allocate(8).putInt(2).putInt(0).array();
    return join(
        Arrays.copyOf(png, HEADER_END),
        chunk("acTL", control),
        Arrays.copyOfRange(png, HEADER_END, png.length));
  }

  /** A JPEG with an Exif segment that says that it lies on its side. */
  static byte[] turned(byte[] jpeg) {
    ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4);
    exif.putShort((short) 0xffe1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) 6);
    return join(Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] ihdr(int width, int height, int bits, int type) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) type)
            .array());
  }

  private static byte[] chunk(String name, byte[] content) {
    byte[] named = join(name.getBytes(StandardCharsets.US_ASCII), content);
    CRC32 checksum = new CRC32();
    checksum.update(named);
    return join(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        named,
        ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
