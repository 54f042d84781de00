package io.github.evosam.library;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.Checksum;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.WeightsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An expert of a library, as it was when it was looked up. Its tensors are read, and checked by
 * their hash, each time they are asked for.
 */
public final class Expert {
  private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int PNG_WIDTH = 16;
  private static final int PNG_HEADER = 33;
  private static final int LARGEST_PICTURE_SIDE = 1024;
  private static final int LARGEST_PICTURE_BYTES = 4 << 20;
  private static final int LARGEST_KEPT_BYTES = 1 << 30;

  private final ExpertFolder folder;
  private final ExpertManifest manifest;

  Expert(ExpertFolder folder, ExpertManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** What the expert is and where it comes from. */
  public ExpertManifest manifest() {
    return manifest;
  }

  /** The id, for ever the same. */
  public String id() {
    return manifest.id();
  }

  /** The name, unique in the library. */
  public String name() {
    return manifest.name();
  }

  /** Size of tensors and thumbnail, bytes. */
  public long bytes() {
    return manifest.bytes();
  }

  /**
   * LoRA tensors and task prompt.
   *
   * @param manager whose device they live on
   * @return bit for bit what was saved; the caller's to close
   * @throws LibraryException if the file is not what was saved, or the expert was removed meanwhile
   * @throws WeightsException if the file holds no tensors
   */
  public StateDict adapter(NDManager manager) {
    return read(ExpertManifest.ADAPTER, manager);
  }

  /** What the {@link #adapter}'s file must be like. */
  public Checksum adapterChecksum() {
    return manifest.files().get(ExpertManifest.ADAPTER).sha256();
  }

  /**
   * Sufficient statistics of the matcher.
   *
   * @param manager whose device they live on
   * @return bit for bit what was saved; the caller's to close
   * @throws LibraryException if the file is not what was saved, or the expert was removed meanwhile
   * @throws WeightsException if the file holds no tensors
   */
  public StateDict statistics(NDManager manager) {
    return read(ExpertManifest.STATISTICS, manager);
  }

  /**
   * A small PNG picture of the task, if the expert has one; a file that is none, or is too large to
   * be drawn in a table, is as good as none.
   *
   * @throws LibraryException if the file is not what was saved, or the expert was removed meanwhile
   */
  public Optional<byte[]> thumbnail() {
    return manifest.files().containsKey(ExpertManifest.THUMBNAIL)
        ? Optional.of(content(ExpertManifest.THUMBNAIL)).filter(Expert::isSmallPicture)
        : Optional.empty();
  }

  /** Whether bytes begin as a PNG of small size does (PNG specification, section 11.2.2). */
  static boolean isSmallPicture(byte[] png) {
    if (png.length < PNG_HEADER || png.length > LARGEST_PICTURE_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(png);
    int width = header.getInt(PNG_WIDTH);
    int height = header.getInt(PNG_WIDTH + 4);
    return header.getLong(0) == PNG_SIGNATURE
        && width > 0
        && width <= LARGEST_PICTURE_SIDE
        && height > 0
        && height <= LARGEST_PICTURE_SIDE;
  }

  /**
   * Images that the expert was judged by, if they are here: they do not travel with the expert, and
   * may be deleted.
   *
   * @param manager whose device they live on
   * @return what was saved; the caller's to close
   * @throws LibraryException if the file is not what was saved
   * @throws WeightsException if the file holds no tensors
   */
  public Optional<StateDict> keptImages(NDManager manager) {
    Path file = folder.path().resolve(ExpertManifest.KEPT_IMAGES);
    if (manifest.keptImages().isEmpty() || !Files.exists(file)) {
      return Optional.empty();
    }
    byte[] content = folder.content(ExpertManifest.KEPT_IMAGES, manifest.keptImages().get());
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] unpacked = in.readNBytes(LARGEST_KEPT_BYTES);
      if (in.read() >= 0) {
        throw new LibraryException(
            "Images in '%s' take more than %d bytes; delete the file, it may be lost without harm"
                .formatted(file, LARGEST_KEPT_BYTES));
      }
      return Optional.of(
          SafeTensors.read(new ByteArrayInputStream(unpacked), file.toString(), manager));
    } catch (IOException e) {
      throw new LibraryException("Images in '%s' cannot be unpacked: %s".formatted(file, e), e);
    }
  }

  private StateDict read(String file, NDManager manager) {
    String source = folder.path().resolve(file).toString();
    return SafeTensors.read(new ByteArrayInputStream(content(file)), source, manager);
  }

  private byte[] content(String file) {
    return folder.content(file, manifest.files().get(file));
  }

  ExpertFolder folder() {
    return folder;
  }

  @Override
  public String toString() {
    return name() + " (" + id() + ")";
  }
}
