package io.github.evosam.imagej.image;

import ij.io.FileInfo;
import ij.io.TiffDecoder;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Whether the directories and strips of a TIFF lie inside the file (TIFF 6.0, section 2). */
final class TiffFrame {
  private static final int ENTRY_BYTES = 12;

  /** Beyond it ImageJ's reader loses count of the pixels of a plane. */
  private static final long LARGEST_PLANE = 2_000_000_000;

  private final FileChannel channel;

  private TiffFrame(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads all directories, no pixels.
   *
   * @throws ImageFileException if a plane has more pixels than ImageJ can read
   * @throws EOFException if something lies behind the end of the file
   * @throws IOException if ImageJ does not understand the directories
   */
  static void requireWhole(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      TiffFrame frame = new TiffFrame(channel);
      frame.requireDirectories();
      FileInfo[] infos = infos(file.toAbsolutePath());
      if (infos == null || infos.length == 0) {
        throw new EOFException("no image directory");
      }
      for (FileInfo info : infos) {
        requireReadable(info, file);
        frame.requireStrips(info);
      }
      frame.requireContiguousStack(infos[0]);
    }
  }

  private void requireDirectories() throws IOException {
    ByteBuffer header = read(0, 8);
    ByteOrder order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    long at = header.order(order).getInt(4) & 0xffffffffL;
    Set<Long> seen = new HashSet<>();
    while (at != 0 && seen.add(at)) {
      int entries = read(at, 2).order(order).getShort() & 0xffff;
      long next = at + 2 + (long) entries * ENTRY_BYTES;
      at = read(next, 4).order(order).getInt() & 0xffffffffL;
    }
  }

  private static void requireReadable(FileInfo info, Path file) {
    if ((long) info.width * info.height > LARGEST_PLANE) {
      throw new ImageFileException(
          "%s has planes of %d x %d pixels, but ImageJ reads no more than %d pixels of a plane; crop it or scale it down"
              .formatted(file, info.width, info.height, LARGEST_PLANE));
    }
  }

  private void requireStrips(FileInfo info) throws IOException {
    if (info.width < 1 || info.height < 1) {
      throw new IOException("an image of " + info.width + " x " + info.height + " pixels");
    }
    if (info.stripOffsets == null || info.stripLengths == null) {
      return;
    }
    for (int i = 0; i < Math.min(info.stripOffsets.length, info.stripLengths.length); i++) {
      long offset = info.stripOffsets[i] & 0xffffffffL;
      requireLength(offset + (info.stripLengths[i] & 0xffffffffL));
    }
  }

  /** ImageJ writes large stacks with one directory and all planes one after the other. */
  private void requireContiguousStack(FileInfo info) throws IOException {
    if (info.compression <= FileInfo.COMPRESSION_NONE && info.nImages > 1) {
      long plane = (long) info.width * info.height * info.getBytesPerPixel();
      requireLength(info.getOffset() + plane * info.nImages);
    }
  }

  private static FileInfo[] infos(Path file) throws IOException {
    try {
      String folder = file.getParent() + File.separator;
      return new TiffDecoder(folder, file.getFileName().toString()).getTiffInfo();
    } catch (RuntimeException e) {
      throw new IOException("a TIFF directory that makes no sense", e);
    }
  }

  private ByteBuffer read(long offset, int count) throws IOException {
    requireLength(offset + count);
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // until full: the length was checked
    }
    return buffer.flip();
  }

  private void requireLength(long needed) throws IOException {
    if (channel.size() < needed) {
      throw new EOFException("needs " + needed + " bytes but has " + channel.size());
    }
  }
}
