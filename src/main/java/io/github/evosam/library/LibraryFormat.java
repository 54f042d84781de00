package io.github.evosam.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code format.json}: the version of a library's layout.
 *
 * @param root the library's folder
 */
record LibraryFormat(Path root) {
  private static final String FORMAT = "evosam-library";

  Path file() {
    return root.resolve("format.json");
  }

  /** Whether the library says its version. One that does not is new, or of version 1.0. */
  boolean isWritten() {
    return Files.exists(file());
  }

  byte[] content() {
    return JsonFields.bytes(FormatVersion.CURRENT.header(FORMAT));
  }

  private static InputStream content(Path file) throws IOException {
    if (!Files.isRegularFile(file)) { // reading a pipe would not end
      throw new IOException(file + " is no ordinary file");
    }
    return Files.newInputStream(file);
  }

  /**
   * Checks that this program understands the library.
   *
   * @throws LibraryException if it does not
   */
  void check() {
    if (!isWritten()) {
      return;
    }
    try (InputStream in = content(file())) {
      FormatVersion.of(JsonFields.parse(in.readNBytes(ManifestJson.MAX_BYTES)), FORMAT);
    } catch (NewerFormatException e) {
      throw new LibraryException(
          "Expert library '%s' cannot be used: %s, or choose another folder"
              .formatted(root, e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new LibraryException(
          "Expert library '%s' cannot be used: in format.json, %s; delete that file if no newer EvoSAM has used the library"
              .formatted(root, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new LibraryException(
          "Expert library '%s' cannot be read: %s; check its permissions".formatted(root, e), e);
    }
  }
}
