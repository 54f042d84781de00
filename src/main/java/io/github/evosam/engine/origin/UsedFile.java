package io.github.evosam.engine.origin;

import io.github.evosam.weights.Checksum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that results were made from.
 *
 * @param file where it lies
 * @param sha256 of its content then
 */
public record UsedFile(Path file, String sha256) {
  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if there is no file, or the digits are no SHA-256
   */
  public UsedFile {
    ResultOrigin.require(file, "file");
    Checksum.sha256(ResultOrigin.require(sha256, "sha256"));
  }

  /**
   * A file as it is now.
   *
   * @throws io.github.evosam.EvoSamException if it cannot be read
   */
  public static UsedFile of(Path file) {
    return new UsedFile(file, Checksum.sha256(file).hex());
  }

  /**
   * What is otherwise now, a sentence; empty if nothing is.
   *
   * @param what is the file to the results, as in {@code The image}
   */
  Optional<String> change(String what) {
    if (!Files.isRegularFile(file)) {
      return Optional.of(
          "%s %s is not there any more; put it back at that place".formatted(what, file));
    }
    return Checksum.sha256(file).hex().equals(sha256)
        ? Optional.empty()
        : Optional.of("%s %s has changed since".formatted(what, file));
  }
}
