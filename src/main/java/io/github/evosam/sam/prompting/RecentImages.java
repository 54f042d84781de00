package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images that were looked at lately, behind the encoder, so that one who comes back to an image
 * need not wait for it. Those that have not been wanted for longest go first. Closing frees all.
 */
final class RecentImages implements AutoCloseable {
  private final Map<Key, EncodedImage> images = new LinkedHashMap<>();
  private long mostBytes;

  /**
   * What the encoder's work depends on.
   *
   * @param sha256 of the values that went into it
   * @param image size of the image
   * @param split number of blocks in the trunk
   */
  record Key(String sha256, ImageSize image, int split) {
    static Key of(float[] values, ImageSize image, int split) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
      bytes.asFloatBuffer().put(values);
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        return new Key(HexFormat.of().formatHex(hash), image, split);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256", e);
      }
    }
  }

  /**
   * Sets how much may be kept.
   *
   * @param bytes at most; 0 keeps nothing
   */
  void limit(long bytes) {
    mostBytes = bytes;
    shrink();
  }

  /** Whether anything may be kept. */
  boolean isUsed() {
    return mostBytes > 0;
  }

  /** An image, which is the caller's from now on; empty if it is not here. */
  Optional<EncodedImage> take(Key key) {
    return Optional.ofNullable(images.remove(key));
  }

  /** Keeps an image as the one that was wanted last, as far as there is room. */
  void keep(Key key, EncodedImage image) {
    EncodedImage before = images.put(key, image);
    if (before != null) {
      before.close();
    }
    shrink();
  }

  private void shrink() {
    long bytes = images.values().stream().mapToLong(EncodedImage::bytes).sum();
    for (Key eldest : List.copyOf(images.keySet())) {
      if (bytes <= mostBytes) {
        return;
      }
      EncodedImage gone = images.remove(eldest);
      bytes -= gone.bytes();
      gone.close();
    }
  }

  /** Frees what is behind the tail: its weights have changed. */
  void forgetEmbeddings() {
    images.values().forEach(EncodedImage::forgetEmbedding);
  }

  @Override
  public void close() {
    List<EncodedImage> all = new ArrayList<>(images.values());
    images.clear();
    all.forEach(EncodedImage::close);
  }
}
