package io.github.evosam.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A cryptographic checksum of a file's bytes.
 *
 * @param algorithm {@value #SHA_256} or {@value #MD5}
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(String algorithm, String hex) {
  private static final String SHA_256 = "SHA-256";
  private static final String MD5 = "MD5";

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not as many as the algorithm gives
   */
  public Checksum {
    int digits = 2 * digest(algorithm).getDigestLength();
    if (!hex.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException(
          "%s has %d digits 0-9a-f, not '%s'".formatted(algorithm, digits, hex));
    }
  }

  /** A known SHA-256. */
  public static Checksum sha256(String hex) {
    return new Checksum(SHA_256, hex);
  }

  /** A known MD5, where nothing better was published. */
  public static Checksum md5(String hex) {
    return new Checksum(MD5, hex);
  }

  /**
   * The SHA-256 of a file of any size.
   *
   * @throws WeightsException if it cannot be read
   */
  public static Checksum sha256(Path file) {
    return of(file, SHA_256);
  }

  /** The SHA-256 of bytes in memory. */
  public static Checksum sha256(byte[] bytes) {
    return new Checksum(SHA_256, HexFormat.of().formatHex(digest(SHA_256).digest(bytes)));
  }

  /**
   * The checksum of a file by this one's algorithm.
   *
   * @throws WeightsException if it cannot be read
   */
  public Checksum ofSameKind(Path file) {
    return of(file, algorithm);
  }

  private static Checksum of(Path file, String algorithm) {
    MessageDigest digest = digest(algorithm);
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new WeightsException("File '%s' cannot be read: %s".formatted(file, e), e);
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("Unknown checksum algorithm " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return algorithm + " " + hex;
  }
}
