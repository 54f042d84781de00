package io.github.evosam.imagej.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** A bright disc on dark ground, in the many ways in which files store it. */
final class OddScene {
  static final int WIDTH = 44;
  static final int HEIGHT = 30;
  static final int X = 12;
  static final int Y = 10;
  static final int BRIGHT = 200;
  static final int DARK = 40;
  static final int AREA = area();

  private OddScene() {}

  static boolean isDisc(int x, int y) {
    return (x - X) * (x - X) + (y - Y) * (y - Y) <= 36;
  }

  private static int area() {
    int area = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      area += isDisc(i % WIDTH, i / WIDTH) ? 1 : 0;
    }
    return area;
  }

  /** A value for each pixel of the disc and of the ground. */
  static int[] values(int disc, int ground) {
    int[] values = new int[WIDTH * HEIGHT];
    for (int i = 0; i < values.length; i++) {
      values[i] = isDisc(i % WIDTH, i / WIDTH) ? disc : ground;
    }
    return values;
  }

  static byte[] eight(int disc, int ground) {
    int[] values = values(disc, ground);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Samples one after the other for each pixel. */
  static byte[] samples(int[] disc, int[] ground) {
    byte[] bytes = new byte[WIDTH * HEIGHT * disc.length];
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / disc.length;
      int[] of = isDisc(pixel % WIDTH, pixel / WIDTH) ? disc : ground;
      bytes[i] = (byte) of[i % disc.length];
    }
    return bytes;
  }

  /** Little-endian words of 2, 4 or 8 bytes, floats if wanted. */
  static byte[] words(int size, boolean isFloat, double disc, double ground) {
    int[] which = values(1, 0);
    ByteBuffer bytes = ByteBuffer.allocate(size * which.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int at : which) {
      double value = at == 1 ? disc : ground;
      switch (size) {
        case 2 -> bytes.putShort((short) (long) value);
        case 4 -> bytes.putInt(isFloat ? Float.floatToIntBits((float) value) : (int) (long) value);
        default -> bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  /** Rows of packed samples of fewer than 8 bits, each row begins with a byte. */
  static byte[] packed(int bits, int disc, int ground, boolean isLowFirst) {
    int rowBytes = (WIDTH * bits + 7) / 8;
    byte[] bytes = new byte[rowBytes * HEIGHT];
    int[] values = values(disc, ground);
    for (int i = 0; i < values.length; i++) {
      int bit = i % WIDTH * bits;
      for (int b = 0; b < bits; b++) {
        int at = i / WIDTH * rowBytes + (bit + b) / 8;
        int place = (bit + b) % 8;
        int value = values[i] >> (bits - 1 - b) & 1;
        bytes[at] |= (byte) (value << (isLowFirst ? place : 7 - place));
      }
    }
    return bytes;
  }

  static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Runs of literal bytes: PackBits that compresses nothing. */
  static byte[] packBits(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 100) {
      int count = Math.min(100, bytes.length - at);
      out.write(count - 1);
      out.write(bytes, at, count);
    }
    return out.toByteArray();
  }

  static RawTiff.Page page() {
    return new RawTiff.Page(WIDTH, HEIGHT);
  }

  static RawTiff.Page rgb(byte[] strip) {
    return page().set(258, 8, 8, 8).set(262, 2).set(277, 3).strip(strip);
  }

  /** A picture of this type with colours for disc and ground. */
  static BufferedImage picture(int type, int disc, int ground) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
    int[] colours = values(disc, ground);
    for (int i = 0; i < colours.length; i++) {
      picture.setRGB(i % WIDTH, i / WIDTH, colours[i]);
    }
    return picture;
  }

  /** The picture in a format, by Java's writer, compressed as said if that is not empty. */
  static byte[] encoded(BufferedImage picture, String format, String compression) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Iterator<ImageWriter> writers =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format);
    ImageWriter writer = writers.next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (!compression.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    }
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static BufferedImage decoded(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
