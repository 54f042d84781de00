package io.github.evosam.imagej.image.frame;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The deflated strips of a TIFF, unpacked once to see that they end: ImageJ's reader would wait for
 * ever for the rest of one that is cut off, and unpack one that does not end until the memory is
 * full.
 */
final class DeflatedStrips {
  private static final int BUFFER_BYTES = 1 << 16;

  private DeflatedStrips() {}

  /**
   * Unpacks all strips of a page and forgets them.
   *
   * @throws EOFException if one is cut off
   * @throws IOException if one is no deflated data, or holds more than the page has
   */
  static void requireWhole(FileChannel channel, TiffPage page) throws IOException {
    long[] offsets = page.tags().getOrDefault(TiffPage.STRIP_OFFSETS, new long[0]);
    long[] lengths = page.tags().getOrDefault(TiffPage.STRIP_BYTES, new long[0]);
    Inflater inflater = new Inflater();
    try {
      for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
        inflater.reset();
        unpack(channel, offsets[i], lengths[i], page, inflater);
      }
    } catch (DataFormatException e) {
      throw new IOException("compressed pixels that are damaged, " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static void unpack(
      FileChannel channel, long offset, long length, TiffPage page, Inflater inflater)
      throws IOException, DataFormatException {
    byte[] out = new byte[BUFFER_BYTES];
    ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    long most = page.bytes() + BUFFER_BYTES;
    long unpacked = 0;
    long read = 0;
    while (!inflater.finished()) {
      if (inflater.needsDictionary()) {
        throw new IOException("compressed pixels that need a dictionary");
      }
      if (inflater.needsInput()) {
        in.clear().limit((int) Math.min(BUFFER_BYTES, length - read));
        int count = in.hasRemaining() ? channel.read(in, offset + read) : -1;
        if (count <= 0) {
          throw new EOFException("compressed pixels that are cut off");
        }
        read += count;
        inflater.setInput(in.array(), 0, count);
      }
      unpacked += inflater.inflate(out);
      if (unpacked > most) {
        throw new IOException("compressed pixels that unpack to more than " + most + " bytes");
      }
    }
  }
}
