package io.github.evosam.imagej.stack;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.TiffDecoder;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A label image on disk that is read and written slice by slice: a 16-bit TIFF stack as ImageJ
 * writes it, also beyond 4 GB, so that results of any length fit into little memory. Slices count
 * as {@link io.github.evosam.imagej.image.SliceRange} does, but from 0. Not safe for use by several
 * threads.
 */
public final class LabelStackFile implements LabelStack, AutoCloseable {
  private final Path file;
  private final FileInfo info;
  private final FileChannel channel;

  private LabelStackFile(Path file) throws IOException {
    this.file = file;
    this.info = info(file);
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Writes a file without labels and opens it.
   *
   * @param source whose size, slices, frames and calibration it takes
   * @param prompted kept with the labels
   * @throws ImageFileException if the file cannot be written
   */
  public static LabelStackFile create(Path file, ImagePlus source, PromptedSlices prompted) {
    int planes = source.getNSlices() * source.getNFrames();
    BlankStack blank = new BlankStack(source.getWidth(), source.getHeight(), planes);
    ImagePlus image = LabelStackImage.dressed(blank, source);
    prompted.writeTo(image);
    ImageWriting.tiff(image, file);
    return open(file);
  }

  /**
   * Opens a file that {@link #create} has made.
   *
   * @throws ImageFileException if the file cannot be read, or is no such stack
   */
  public static LabelStackFile open(Path file) {
    try {
      return new LabelStackFile(file);
    } catch (IOException e) {
      throw new ImageFileException(
          "%s is no stack of labels that EvoSAM has written (%s); check the path, or propagate anew"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static FileInfo info(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    FileInfo[] infos =
        new TiffDecoder(absolute.getParent() + File.separator, absolute.getFileName().toString())
            .getTiffInfo();
    if (infos == null || infos.length == 0) {
      throw new IOException("it holds no image");
    }
    FileInfo first = infos[0];
    if (first.fileType != FileInfo.GRAY16_UNSIGNED
        || first.compression > FileInfo.COMPRESSION_NONE) {
      throw new IOException("it is not of 16 bits without compression");
    }
    if (first.nImages < infos.length) {
      throw new IOException("its slices do not lie one after the other");
    }
    return first;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * On which planes its objects were shown.
   *
   * @throws IllegalArgumentException if what the file says of that makes no sense
   */
  public PromptedSlices prompted() {
    ImagePlus properties = new ImagePlus();
    properties.setProperties(info.properties);
    return PromptedSlices.of(properties);
  }

  /** Takes over all labels of another file of the same size. */
  public void copyFrom(LabelStackFile other) {
    for (int slice = 0; slice < slices(); slice++) {
      write(slice, other.read(slice));
    }
  }

  /** Width and height. */
  public ImageSize size() {
    return new ImageSize(info.width, info.height);
  }

  @Override
  public int slices() {
    return info.nImages;
  }

  @Override
  public LabelMap read(int slice) {
    ByteBuffer bytes = buffer();
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset(slice) + bytes.position()) < 0) {
          throw new IOException("it ends on slice " + (slice + 1));
        }
      }
    } catch (IOException e) {
      throw new ImageFileException("Cannot read labels from %s (%s)".formatted(file, e), e);
    }
    int[] labels = new int[bytes.capacity() / Short.BYTES];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes.getShort(i * Short.BYTES) & 0xffff;
    }
    return LabelMap.of(size(), labels);
  }

  @Override
  public void write(int slice, LabelMap labels) {
    if (!labels.size().equals(size()) || labels.maxLabel() > LARGEST_LABEL) {
      throw new IllegalArgumentException(
          "Labels of %s up to %d do not fit the 16-bit file %s of %s"
              .formatted(labels.size(), labels.maxLabel(), file, size()));
    }
    ByteBuffer bytes = buffer();
    for (int label : labels.toArray()) {
      bytes.putShort((short) label);
    }
    bytes.flip();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, offset(slice) + bytes.position());
      }
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }

  private ByteBuffer buffer() {
    return ByteBuffer.allocate(Math.toIntExact(size().area() * Short.BYTES))
        .order(info.intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private long offset(int slice) {
    if (slice < 0 || slice >= slices()) {
      throw new IllegalArgumentException(
          "Slice %d is not in %s, which has %d".formatted(slice + 1, file, slices()));
    }
    return info.getOffset() + slice * (size().area() * Short.BYTES + info.getGap());
  }

  /**
   * Forces everything to disk and closes the file.
   *
   * @throws ImageFileException if the disk refuses
   */
  @Override
  public void close() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }
}
