package io.github.evosam.weights;

import java.net.URI;

/**
 * A file to download, and how to know that it is the right one.
 *
 * @param source http or https address
 * @param bytes its size, or {@value #UNKNOWN}
 * @param checksum of its content
 */
public record RemoteFile(URI source, long bytes, Checksum checksum) {
  /** Size of a file whose size was not published. */
  public static final long UNKNOWN = -1;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is zero, or negative and not {@value #UNKNOWN}
   */
  public RemoteFile {
    if (bytes < UNKNOWN || bytes == 0) {
      throw new IllegalArgumentException("A file to download cannot have " + bytes + " bytes");
    }
  }
}
