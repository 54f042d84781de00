package io.github.evosam.library;

/** Something on disk has a newer major version than this program reads. */
final class NewerFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NewerFormatException(FormatVersion found) {
    super(
        "a newer EvoSAM wrote it (format %s, this one reads up to %d.x); update EvoSAM"
            .formatted(found, FormatVersion.CURRENT.major()));
  }
}
