package io.github.evosam.imagej.image.frame;

import ij.io.FileInfo;
import ij.io.TiffDecoder;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether the pixels of a TIFF lie inside the file (TIFF 6.0, section 2). */
public final class TiffFrame {
  /** Beyond it ImageJ's reader loses count of the pixels of a plane. */
  private static final long LARGEST_PLANE = 2_000_000_000;

  private static final int ADOBE_DEFLATE = 8;
  private static final int DEFLATE = 32946;

  private final FileChannel channel;

  private TiffFrame(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads all directories, no pixels.
   *
   * @return how the file is to be read
   * @throws FrameException if no reader here reads it rightly, or a plane has more pixels than fit
   *     into one array
   * @throws EOFException if something lies behind the end of the file
   * @throws IOException if the directories make no sense
   */
  public static TiffPlan plan(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      TiffFrame frame = new TiffFrame(channel);
      List<TiffPage> pages = TiffPages.of(file);
      for (TiffPage page : pages) {
        FilePlan.requireSize(page.width(), page.height());
        requireReadable(page, file);
        frame.requirePixels(page, TiffPage.STRIP_OFFSETS, TiffPage.STRIP_BYTES);
        frame.requirePixels(page, TiffPage.TILE_OFFSETS, TiffPage.TILE_BYTES);
      }
      TiffPlan plan = TiffPlan.of(file, pages);
      if (!plan.isForJava()) {
        for (TiffPage page : plan.pages()) {
          frame.requireStrips(page);
          if (page.compression() == DEFLATE || page.compression() == ADOBE_DEFLATE) {
            DeflatedStrips.requireWhole(channel, page);
          }
        }
        frame.requireImageJ(file, plan);
      }
      return plan;
    }
  }

  /** Whether it is a TIFF that describes its planes as OME does; false if it is damaged. */
  public static boolean isOme(Path file) {
    try (DataInputStream in = FilePlan.stream(file)) {
      int head = in.readInt();
      return (head == 0x49492a00 || head == 0x4d4d002a)
          && OmeDimensions.isIn(TiffPages.of(file).get(0).description());
    } catch (IOException e) {
      return false;
    }
  }

  private void requireImageJ(Path file, TiffPlan plan) throws IOException {
    FileInfo[] infos = infos(file.toAbsolutePath());
    if (infos == null || infos.length == 0) {
      throw new EOFException("no image directory");
    }
    requireContiguousStack(infos[0]);
    if (infos[0].nImages <= 1 && infos.length < plan.pages().size()) {
      throw new IOException(
          "only %d of its %d pages can be read".formatted(infos.length, plan.pages().size()));
    }
  }

  private static void requireReadable(TiffPage page, Path file) {
    if (page.width() * page.height() > LARGEST_PLANE) {
      throw new FrameException(
          "%s has planes of %s pixels, but ImageJ reads no more than %d pixels of a plane; crop it or scale it down"
              .formatted(file, page.size(), LARGEST_PLANE));
    }
  }

  /** ImageJ shows black, or fails, where strips are missing. */
  private void requireStrips(TiffPage page) throws IOException {
    long[] offsets = page.tags().getOrDefault(TiffPage.STRIP_OFFSETS, new long[0]);
    long[] lengths = page.tags().getOrDefault(TiffPage.STRIP_BYTES, new long[0]);
    long perPlane = page.isPlanar() ? 1 : page.samples();
    long planes = page.isPlanar() ? page.samples() : 1;
    long needed = (page.width() * page.bits() * perPlane + 7) / 8 * page.height() * planes;
    boolean isPlain = page.compression() <= 1;
    if (offsets.length == 0 || !isPlain && lengths.length != offsets.length) {
      throw new EOFException(
          "page %d has %d strips and %d lengths of strips"
              .formatted(page.number(), offsets.length, lengths.length));
    }
    if (isPlain) {
      requireLength(offsets[0] + needed);
      long there = Arrays.stream(lengths).sum();
      if (lengths.length > 0 && there < needed) {
        throw new EOFException(
            "page %d has %d bytes of pixels instead of %d".formatted(page.number(), there, needed));
      }
    }
  }

  private void requirePixels(TiffPage page, int offsetTag, int lengthTag) throws IOException {
    long[] offsets = page.tags().getOrDefault(offsetTag, new long[0]);
    long[] lengths = page.tags().getOrDefault(lengthTag, new long[0]);
    for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
      requireLength(offsets[i] + lengths[i]);
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

  private void requireLength(long needed) throws IOException {
    if (channel.size() < needed) {
      throw new EOFException("needs " + needed + " bytes but has " + channel.size());
    }
  }
}
