package io.github.evosam.imagej.result;

import ij.ImagePlus;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import io.github.evosam.imagej.image.StackPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The label image of a big plane as a file: what {@link LabelImages} and {@link ImageWriting} make,
 * byte by byte, but written row by row, so that its pixels are never in memory. The head is that of
 * an image of one row, in which the height is put right (TIFF 6.0, section 2).
 */
final class LabelTiff {
  private static final int ENTRY_BYTES = 12;
  private static final int IMAGE_LENGTH = 257;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int LONG = 4;

  private final LabelMap labels;
  private final int bytesPerPixel;
  private final ByteBuffer head;

  private LabelTiff(LabelMap labels, ImagePlus firstRow) throws IOException {
    this.labels = labels;
    bytesPerPixel = firstRow.getBytesPerPixel();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ImageWriting.writeTiff(firstRow, whole);
    byte[] bytes = whole.toByteArray();
    head = ByteBuffer.wrap(bytes, 0, bytes.length - rowBytes());
    head.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    putHeight();
  }

  /**
   * Writes the label image of one plane.
   *
   * @param source the image that was segmented
   * @param title of the label image
   * @throws ImageFileException if the file cannot be written
   * @throws IllegalArgumentException as {@link LabelImages#of}
   */
  static void write(
      ImagePlus source, StackPosition position, LabelMap labels, String title, Path file) {
    ImagePlus firstRow = LabelImages.firstRow(source, position, labels);
    firstRow.setTitle(title);
    ImageWriting.write(file, out -> new LabelTiff(labels, firstRow).writeTo(out));
  }

  private int rowBytes() {
    return labels.size().width() * bytesPerPixel;
  }

  private void putHeight() {
    int directory = head.getInt(4);
    int entries = head.getShort(directory);
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      switch (head.getShort(entry)) {
        case IMAGE_LENGTH, ROWS_PER_STRIP -> putLong(entry, labels.size().height());
        case STRIP_BYTE_COUNTS -> putLong(entry, labels.size().area() * bytesPerPixel);
        default -> {} // the same for every height
      }
    }
  }

  /** Beyond 4 GB the count has no room; ImageJ goes by width and height. */
  private void putLong(int entry, long value) {
    head.putShort(entry + 2, (short) LONG);
    head.putInt(entry + 4, 1);
    head.putInt(entry + 8, (int) Math.min(value, 0xffffffffL));
  }

  private void writeTo(OutputStream out) throws IOException {
    out.write(head.array(), 0, head.limit());
    int[] row = new int[labels.size().width()];
    ByteBuffer bytes = ByteBuffer.allocate(rowBytes()).order(head.order());
    for (int y = 0; y < labels.size().height(); y++) {
      labels.row(y, row);
      bytes.clear();
      for (int label : row) {
        put(label, bytes);
      }
      out.write(bytes.array());
    }
  }

  private void put(int label, ByteBuffer bytes) {
    switch (bytesPerPixel) {
      case Byte.BYTES -> bytes.put((byte) label);
      case Short.BYTES -> bytes.putShort((short) label);
      default -> bytes.putFloat(label);
    }
  }
}
