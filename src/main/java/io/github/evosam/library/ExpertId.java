package io.github.evosam.library;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What an expert is known by for ever, whatever it is called: 16 hexadecimal digits, at random. */
final class ExpertId {
  private static final int BYTES = 8;

  private ExpertId() {}

  /** An id that no expert has, short of a miracle. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a text can be an id. */
  static boolean isValid(String id) {
    return id.matches("[0-9a-f]{" + 2 * BYTES + "}");
  }

  /**
   * Checks an id, which becomes the name of a folder.
   *
   * @return the id
   * @throws IllegalArgumentException if it is none
   */
  static String check(String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(
          "An expert's id has %d digits 0-9a-f, but '%s' came".formatted(2 * BYTES, id));
    }
    return id;
  }
}
