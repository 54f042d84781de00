package io.github.evosam.engine.learning;

import io.github.evosam.geometry.LabelledPlane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of images with their objects, and of words about them. */
public final class ImageHash {
  private final MessageDigest digest;

  /** The hash of nothing. */
  public ImageHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Takes words in. */
  ImageHash add(String words) {
    digest.update(words.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Takes images in, in this order. */
  public ImageHash add(List<LabelledPlane> images) {
    images.forEach(this::add);
    return this;
  }

  private void add(LabelledPlane image) {
    int width = image.plane().size().width();
    int pixels = Math.toIntExact(image.plane().size().area());
    ByteBuffer bytes =
        ByteBuffer.allocate((image.plane().values().length + pixels + 1) * Float.BYTES);
    bytes.putInt(width);
    for (float value : image.plane().values()) {
      bytes.putFloat(value);
    }
    for (int i = 0; i < pixels; i++) {
      bytes.putInt(image.labels().at(i % width, i / width));
    }
    digest.update(bytes.flip());
  }

  /** The hash of all that was taken in, hexadecimal; after it the hash is that of nothing again. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
