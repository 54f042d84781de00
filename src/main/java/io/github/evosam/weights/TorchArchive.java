package io.github.evosam.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip form of a PyTorch checkpoint: {@code ROOT/data.pkl}, which describes the tensors, and
 * {@code ROOT/data/KEY}, their storages. Every record is checked against its CRC.
 */
final class TorchArchive implements AutoCloseable {
  private static final String PICKLE = "/data.pkl";
  private static final long MOST_PICKLE_BYTES = 256L << 20;
  private static final int CHUNK_BYTES = 1 << 16;

  private final ZipFile zip;
  private final String root;

  /**
   * Opens an archive.
   *
   * @throws WeightsException if it is truncated, or is another kind of zip file
   */
  TorchArchive(Path file) {
    this.zip = open(file);
    try {
      this.root = root(file, zip);
    } catch (WeightsException e) {
      close();
      throw e;
    }
  }

  private static ZipFile open(Path file) {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw WeightsException.damaged(file, "it is truncated or damaged (" + e.getMessage() + ")");
    } catch (IOException e) {
      throw new WeightsException("Weights file '%s' cannot be read: %s".formatted(file, e), e);
    }
  }

  private static String root(Path file, ZipFile zip) {
    if (zip.stream().map(ZipEntry::getName).anyMatch(name -> name.endsWith("/constants.pkl"))) {
      throw new WeightsException(
          "Weights file '%s' is a TorchScript program, not a checkpoint; ".formatted(file)
              + "save the model's state_dict() with torch.save and open that");
    }
    List<String> roots =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(PICKLE))
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .toList();
    if (roots.size() != 1) {
      throw new WeightsException(
          "Weights file '%s' is a zip file but no PyTorch checkpoint: it holds %d records '…%s'; "
                  .formatted(file, roots.size(), PICKLE)
              + "choose a checkpoint (.pth, .pt or .safetensors)");
    }
    return roots.get(0);
  }

  /**
   * The pickle that describes the tensors.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  byte[] pickle() throws IOException {
    ZipEntry entry = entry(PICKLE);
    if (entry.getSize() > MOST_PICKLE_BYTES) {
      throw new IllegalArgumentException(
          "its list of tensors takes " + entry.getSize() + " bytes, which no checkpoint needs");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.getSize());
    read(entry, bytes);
    return bytes.array();
  }

  /** Whether the storages' bytes stand in big-endian order. */
  boolean isBigEndian() throws IOException {
    ZipEntry entry = zip.getEntry(root + "/byteorder");
    if (entry == null) {
      return false;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      String order = new String(in.readNBytes(16), StandardCharsets.US_ASCII).trim();
      if (!order.equals("little") && !order.equals("big")) {
        throw new IllegalArgumentException("it names the unknown byte order '" + order + "'");
      }
      return order.equals("big");
    }
  }

  /**
   * Fills a buffer with the bytes of a storage.
   *
   * @param target its limit is the storage's length; afterwards its position is 0
   * @throws IllegalArgumentException if the record is missing, damaged, or of another length
   */
  void read(TorchStorage storage, ByteBuffer target) throws IOException {
    read(entry("/data/" + storage.key()), target);
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(root + name);
    if (entry == null) {
      throw new IllegalArgumentException("its record '" + name + "' is missing");
    }
    return entry;
  }

  private void read(ZipEntry entry, ByteBuffer target) throws IOException {
    if (entry.getSize() != target.limit()) {
      throw new IllegalArgumentException(
          "its record '%s' has %d bytes instead of %d"
              .formatted(entry.getName(), entry.getSize(), target.limit()));
    }
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      byte[] chunk = new byte[CHUNK_BYTES];
      target.position(0);
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (n > target.remaining()) {
          throw new IllegalArgumentException(
              "its record '%s' is damaged (longer than it says)".formatted(entry.getName()));
        }
        target.put(chunk, 0, n);
      }
      if (target.hasRemaining() || in.getChecksum().getValue() != entry.getCrc()) {
        throw new IllegalArgumentException(
            "its record '%s' is damaged (wrong checksum)".formatted(entry.getName()));
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          "its record '%s' is damaged (%s)".formatted(entry.getName(), e.getMessage()), e);
    }
    target.flip();
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new WeightsException("Weights file '" + zip.getName() + "' cannot be closed: " + e, e);
    }
  }
}
