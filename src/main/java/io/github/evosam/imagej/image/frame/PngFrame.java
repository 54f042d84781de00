package io.github.evosam.imagej.image.frame;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * What the chunks of a PNG say (PNG specification, section 11).
 *
 * @param header width, height, bits per sample and colour type
 * @param hasTransparency whether there is a tRNS chunk
 * @param isAnimated whether there is an acTL chunk of more than one frame
 */
public record PngFrame(Header header, boolean hasTransparency, boolean isAnimated) {
  private static final int SIGNATURE = 8;
  private static final int HEADER_BYTES = 13;
  private static final int FIRST_KEPT = 64;

  /** The IHDR chunk. */
  public record Header(long width, long height, int bits, int colourType) {}

  /**
   * Reads all chunks with their checksums up to IEND.
   *
   * @throws java.io.EOFException if it ends before
   * @throws IOException if a checksum is wrong, or there is no header
   */
  public static PngFrame of(Path file) throws IOException {
    try (DataInputStream in = FilePlan.stream(file)) {
      in.skipNBytes(SIGNATURE);
      Header header = null;
      boolean hasTransparency = false;
      boolean isAnimated = false;
      String type;
      do {
        int length = in.readInt();
        byte[] name = new byte[4];
        in.readFully(name);
        type = FilePlan.ascii(name);
        ByteBuffer start = chunk(in, name, length);
        switch (type) {
          case "IHDR" -> header = header(start, length);
          case "tRNS" -> hasTransparency = true;
          case "acTL" -> isAnimated = length >= 4 && start.getInt(0) > 1;
          default -> {
            // pixels and what is about them
          }
        }
      } while (!type.equals("IEND"));
      if (header == null) {
        throw new IOException("a PNG without a header");
      }
      return new PngFrame(header, hasTransparency, isAnimated);
    }
  }

  private static Header header(ByteBuffer chunk, int length) throws IOException {
    if (length != HEADER_BYTES) {
      throw new IOException("a PNG header of " + length + " bytes");
    }
    Header header = new Header(chunk.getInt(0), chunk.getInt(4), chunk.get(8), chunk.get(9));
    FilePlan.requireSize(header.width(), header.height());
    return header;
  }

  /** The first bytes of a chunk, after all of it was read and held against its checksum. */
  private static ByteBuffer chunk(DataInputStream in, byte[] name, int length) throws IOException {
    if (length < 0) {
      throw new IOException("a PNG chunk of more than 2 GiB");
    }
    CRC32 checksum = new CRC32();
    checksum.update(name);
    byte[] start = new byte[FIRST_KEPT];
    byte[] buffer = new byte[1 << 16];
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, buffer.length);
      in.readFully(buffer, 0, count);
      checksum.update(buffer, 0, count);
      if (done == 0) {
        System.arraycopy(buffer, 0, start, 0, Math.min(count, FIRST_KEPT));
      }
      done += count;
    }
    if (in.readInt() != (int) checksum.getValue()) {
      throw new IOException("a PNG chunk with a wrong checksum");
    }
    return ByteBuffer.wrap(start);
  }

  /** Whether pixels may be transparent. */
  boolean mayBeTransparent() {
    return hasTransparency || header.colourType() == 4 || header.colourType() == 6;
  }

  /** Bytes of the pixels in memory. */
  long bytes() {
    int samples = header.colourType() == 2 || mayBeTransparent() ? 4 : 1;
    return header.width() * header.height() * samples * (header.bits() > 8 ? 2 : 1);
  }
}
