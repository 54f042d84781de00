package io.github.evosam.imagej.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files tag by tag, as strange as a test wants them. */
final class RawTiff {
  private final List<Page> pages = new ArrayList<>();
  private final ByteOrder order;
  private long lastNext;

  RawTiff(ByteOrder order) {
    this.order = order;
  }

  RawTiff() {
    this(ByteOrder.LITTLE_ENDIAN);
  }

  /** One directory; the defaults are 8-bit grey, black is zero, one uncompressed strip. */
  static final class Page {
    private final Map<Integer, Object> tags = new TreeMap<>();
    private final List<byte[]> strips = new ArrayList<>();
    private boolean isReversed;
    private int gap;

    Page(int width, int height) {
      set(256, width).set(257, height).set(258, 8).set(259, 1).set(262, 1).set(277, 1);
      set(278, height);
    }

    /** Sets a tag to numbers, as LONG (or SHORT where readers insist on it). */
    Page set(int tag, long... values) {
      tags.put(tag, values);
      return this;
    }

    Page text(int tag, String text) {
      tags.put(tag, text);
      return this;
    }

    Page strip(byte[] bytes) {
      strips.add(bytes);
      return this;
    }

    /** Puts the strips into the file in reverse order. */
    Page reversed() {
      isReversed = true;
      return this;
    }

    /** Leaves bytes free between the strips. */
    Page gap(int bytes) {
      gap = bytes;
      return this;
    }
  }

  RawTiff page(Page page) {
    pages.add(page);
    return this;
  }

  /** Where the last directory says that the next one lies. */
  RawTiff thenAt(long offset) {
    lastNext = offset;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        order == ByteOrder.LITTLE_ENDIAN
            ? new byte[] {'I', 'I', 42, 0}
            : new byte[] {'M', 'M', 0, 42});
    out.writeBytes(new byte[4]);
    List<Integer> nextFields = new ArrayList<>(List.of(4));
    List<Integer> directories = new ArrayList<>();
    for (Page page : pages) {
      strips(page, out);
      directories.add(directory(page, out, nextFields));
    }
    ByteBuffer all = ByteBuffer.wrap(out.toByteArray()).order(order);
    for (int i = 0; i < directories.size(); i++) {
      all.putInt(nextFields.get(i), directories.get(i));
    }
    all.putInt(nextFields.get(directories.size()), (int) lastNext);
    return all.array();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  private static void strips(Page page, ByteArrayOutputStream out) {
    int count = page.strips.size();
    long[] offsets = new long[count];
    long[] lengths = new long[count];
    for (int i = 0; i < count; i++) {
      int at = page.isReversed ? count - 1 - i : i;
      out.writeBytes(new byte[page.gap]);
      offsets[at] = out.size();
      lengths[at] = page.strips.get(at).length;
      out.writeBytes(page.strips.get(at));
    }
    boolean isTiled = page.tags.containsKey(322);
    page.tags.putIfAbsent(isTiled ? 324 : 273, offsets);
    page.tags.putIfAbsent(isTiled ? 325 : 279, lengths);
    if (isTiled) {
      page.tags.remove(278);
    }
    if (out.size() % 2 == 1) {
      out.write(0);
    }
  }

  private int directory(Page page, ByteArrayOutputStream out, List<Integer> nextFields) {
    ByteBuffer entries = ByteBuffer.allocate(2 + 12 * page.tags.size() + 4).order(order);
    entries.putShort((short) page.tags.size());
    page.tags.forEach((tag, value) -> entry(tag, value, entries, out));
    int at = out.size();
    nextFields.add(at + 2 + 12 * page.tags.size());
    out.writeBytes(entries.array());
    return at;
  }

  private void entry(int tag, Object value, ByteBuffer entries, ByteArrayOutputStream out) {
    ByteBuffer data;
    int type;
    int count;
    if (value instanceof String text) {
      byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
      data = ByteBuffer.wrap(bytes);
      type = 2;
      count = bytes.length;
    } else {
      long[] values = (long[]) value;
      boolean isRational = tag == 282 || tag == 283;
      boolean isShort = tag != 273 && tag != 279 && tag != 324 && tag != 325 && !isRational;
      type = isRational ? 5 : isShort ? 3 : 4;
      count = isRational ? 1 : values.length;
      data = ByteBuffer.allocate(values.length * (isShort ? 2 : 4)).order(order);
      for (long number : values) {
        if (isShort) {
          data.putShort((short) number);
        } else {
          data.putInt((int) number);
        }
      }
    }
    entries.putShort((short) tag).putShort((short) type).putInt(count);
    if (data.capacity() <= 4) {
      byte[] inline = new byte[4];
      System.arraycopy(data.array(), 0, inline, 0, data.capacity());
      entries.put(inline);
    } else {
      entries.putInt(out.size());
      out.writeBytes(data.array());
      if (out.size() % 2 == 1) {
        out.write(0);
      }
    }
  }
}
