package io.github.evosam.imagej.image.frame;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the marker segments of a JPEG say (ITU-T T.81, annex B; Exif 2.3 for the orientation). */
final class JpegFrame {
  private static final int START_OF_SCAN = 0xffda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP1 = 0xffe1;
  private static final int APP2 = 0xffe2;
  private static final int ORIENTATION = 0x112;

  private final Path file;
  private final List<String> notes = new ArrayList<>();
  private long bytes;

  private JpegFrame(Path file) {
    this.file = file;
  }

  /**
   * Reads the segments up to the scan, and looks for an end of the image.
   *
   * @throws EOFException if there is none
   * @throws FrameException if it has CMYK colours, or a process that Java does not know
   */
  static FilePlan plan(Path file) throws IOException {
    JpegFrame frame = new JpegFrame(file);
    try (DataInputStream in = FilePlan.stream(file)) {
      frame.read(in);
    }
    return new FilePlan(frame.bytes, "", "", true, Optional.empty(), List.copyOf(frame.notes));
  }

  private void read(DataInputStream in) throws IOException {
    in.skipNBytes(2);
    int marker;
    do {
      marker = in.readUnsignedShort();
      while (marker == 0xffff) {
        marker = 0xff00 | in.readUnsignedByte();
      }
      int length = Math.max(0, in.readUnsignedShort() - 2);
      segment(marker, ByteBuffer.wrap(in.readNBytes(length)), length);
    } while (marker != START_OF_SCAN);
    int previous = 0;
    int current = in.readUnsignedByte();
    while (previous != 0xff || current != END_OF_IMAGE) {
      previous = current;
      current = in.readUnsignedByte();
    }
  }

  private void segment(int marker, ByteBuffer content, int length) throws IOException {
    if (content.remaining() < length) {
      throw new EOFException("a JPEG segment that is cut off");
    }
    boolean isFrame = marker >= 0xffc0 && marker <= 0xffcf;
    if (isFrame && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc) {
      frame(marker, content);
    } else if (marker == APP1 && startsWith(content, "Exif")) {
      orientation(content);
    } else if (marker == APP2 && startsWith(content, "MPF")) {
      notes.add(
          "%s may hold several pictures, of which the first is used; save the others as files of their own if they are meant"
              .formatted(file));
    }
  }

  private void frame(int marker, ByteBuffer content) throws IOException {
    if (content.remaining() < 6) {
      throw new IOException("a JPEG frame without numbers");
    }
    int components = content.get(5);
    long height = content.getShort(1) & 0xffff;
    long width = content.getShort(3) & 0xffff;
    FilePlan.requireSize(width, height);
    bytes = 4 * width * height;
    if (components == 4) {
      throw new FrameException(
          "%s has CMYK colours (a JPEG of four components), which cannot be read here; save it with RGB colours"
              .formatted(file));
    }
    if (components != 1 && components != 3 || marker > 0xffc2 || content.get(0) != 8) {
      throw new FrameException(
          "%s is a JPEG of an uncommon kind (%d components of %d bits, process %d), which cannot be read here; save it as PNG or TIFF"
              .formatted(file, components, content.get(0), marker & 0xf));
    }
  }

  private static boolean startsWith(ByteBuffer content, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (i >= content.remaining() || content.get(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The Exif segment is a TIFF without pixels, from its seventh byte on. */
  private void orientation(ByteBuffer content) {
    if (content.remaining() < 14) {
      return;
    }
    ByteBuffer tiff = content.slice(6, content.remaining() - 6);
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.limit()) {
      return;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries && directory + 14 + 12L * i <= tiff.limit(); i++) {
      int entry = (int) directory + 2 + 12 * i;
      int value = tiff.getShort(entry + 8);
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION && value > 1 && value <= 8) {
        notes.add(
            "%s is stored turned or mirrored (Exif orientation %d), which ImageJ heeds in part only; save it upright"
                .formatted(file, value));
      }
    }
  }
}
