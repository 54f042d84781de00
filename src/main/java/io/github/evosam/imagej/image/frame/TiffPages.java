package io.github.evosam.imagej.image.frame;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the directories of a TIFF, no pixels; every count in them is held against the file. */
public final class TiffPages {
  /** More than any microscope writes; a chain of so many directories is no series of pages. */
  private static final int MOST_PAGES = 500_000;

  /** OME descriptions of large series have some megabytes. */
  private static final int LONGEST_DESCRIPTION = 64 << 20;

  private static final int ENTRY_BYTES = 12;
  private static final Set<Integer> WANTED =
      Set.of(
          TiffPage.SUBFILE_TYPE,
          TiffPage.WIDTH,
          TiffPage.HEIGHT,
          TiffPage.BITS,
          TiffPage.COMPRESSION,
          TiffPage.PHOTOMETRIC,
          TiffPage.FILL_ORDER,
          TiffPage.STRIP_OFFSETS,
          TiffPage.ORIENTATION,
          TiffPage.SAMPLES,
          TiffPage.STRIP_BYTES,
          TiffPage.X_RESOLUTION,
          TiffPage.Y_RESOLUTION,
          TiffPage.PLANAR,
          TiffPage.RESOLUTION_UNIT,
          TiffPage.PREDICTOR,
          TiffPage.COLOUR_MAP,
          TiffPage.TILE_WIDTH,
          TiffPage.TILE_OFFSETS,
          TiffPage.TILE_BYTES,
          TiffPage.EXTRA_SAMPLES,
          TiffPage.SAMPLE_FORMAT);

  private final FileChannel channel;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private TiffPages(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The pages of a file in their order, at least one.
   *
   * @throws EOFException if a directory or its values lie behind the end of the file
   * @throws IOException if the chain of directories returns to itself, or an entry makes no sense
   */
  public static List<TiffPage> of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new TiffPages(channel).read();
    }
  }

  private List<TiffPage> read() throws IOException {
    ByteBuffer header = bytes(0, 8);
    order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    long at = header.order(order).getInt(4) & 0xffffffffL;
    List<TiffPage> pages = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    while (at != 0) {
      if (!seen.add(at)) {
        throw new IOException(
            "the chain of its pages returns from page %d to an earlier one"
                .formatted(pages.size()));
      }
      if (pages.size() == MOST_PAGES) {
        throw new IOException("more than " + MOST_PAGES + " pages");
      }
      int entries = bytes(at, 2).order(order).getShort() & 0xffff;
      ByteBuffer directory = bytes(at + 2, entries * ENTRY_BYTES + 4).order(order);
      pages.add(page(directory, entries, pages.size() + 1));
      at = directory.getInt(entries * ENTRY_BYTES) & 0xffffffffL;
    }
    if (pages.isEmpty()) {
      throw new EOFException("no image directory");
    }
    return pages;
  }

  private TiffPage page(ByteBuffer directory, int entries, int number) throws IOException {
    Map<Integer, long[]> tags = new HashMap<>();
    String description = "";
    for (int i = 0; i < entries; i++) {
      int entry = i * ENTRY_BYTES;
      int tag = directory.getShort(entry) & 0xffff;
      if (tag == TiffPage.DESCRIPTION && number == 1) {
        description = text(directory, entry);
      } else if (WANTED.contains(tag)) {
        tags.put(tag, numbers(directory, entry, tag));
      }
    }
    return new TiffPage(number, Map.copyOf(tags), description);
  }

  private String text(ByteBuffer directory, int entry) throws IOException {
    long count = directory.getInt(entry + 4) & 0xffffffffL;
    if (count > LONGEST_DESCRIPTION) {
      throw new IOException("a description of " + count + " bytes");
    }
    ByteBuffer text = values(directory, entry, (int) count);
    byte[] copy = new byte[(int) count];
    text.get(copy);
    return new String(copy, StandardCharsets.UTF_8).trim();
  }

  private long[] numbers(ByteBuffer directory, int entry, int tag) throws IOException {
    int type = directory.getShort(entry + 2) & 0xffff;
    long count = directory.getInt(entry + 4) & 0xffffffffL;
    int size =
        switch (type) {
          case 1, 6, 7 -> 1;
          case 3, 8 -> 2;
          case 4, 9, 13 -> 4;
          case 5, 10 -> 8;
          default -> throw new IOException("tag %d of the type %d".formatted(tag, type));
        };
    if (count * size > channel.size()) {
      throw new EOFException("tag %d has %d values, more than fit in".formatted(tag, count));
    }
    ByteBuffer values = values(directory, entry, (int) (count * size));
    int width = Math.min(size, 4);
    long[] numbers = new long[(int) (count * size / width)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (width) {
            case 1 -> values.get(values.position() + i) & 0xff;
            case 2 -> values.getShort(values.position() + 2 * i) & 0xffff;
            default -> values.getInt(values.position() + 4 * i) & 0xffffffffL;
          };
    }
    return numbers;
  }

  private ByteBuffer values(ByteBuffer directory, int entry, int length) throws IOException {
    if (length <= 4) {
      return directory.duplicate().order(order).position(entry + 8);
    }
    return bytes(directory.getInt(entry + 8) & 0xffffffffL, length).order(order);
  }

  private ByteBuffer bytes(long offset, int count) throws IOException {
    if (channel.size() < offset + count) {
      throw new EOFException("needs " + (offset + count) + " bytes but has " + channel.size());
    }
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // until full: the length was checked
    }
    return buffer.flip();
  }
}
