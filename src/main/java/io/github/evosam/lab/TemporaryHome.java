package io.github.evosam.lab;

import io.github.evosam.DurableFolder;
import io.github.evosam.engine.model.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home with an empty expert library, for what the user's own experts play no part in. Closing it
 * deletes it.
 *
 * @param path its folder, among the system's temporary ones
 */
public record TemporaryHome(Path path) implements AutoCloseable {
  /**
   * Makes one.
   *
   * @throws EngineException if there is no room
   */
  public static TemporaryHome create() {
    try {
      return new TemporaryHome(Files.createTempDirectory("evosam-home"));
    } catch (IOException e) {
      throw new EngineException(
          "There is no room for a temporary expert library (%s); check the folder of temporary files"
              .formatted(e),
          e);
    }
  }

  @Override
  public void close() {
    try {
      DurableFolder.delete(path);
    } catch (IOException e) {
      throw new EngineException(
          "The temporary expert library %s cannot be deleted (%s); delete it by hand"
              .formatted(path, e),
          e);
    }
  }
}
