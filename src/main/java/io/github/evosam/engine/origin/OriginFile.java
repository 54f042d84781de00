package io.github.evosam.engine.origin;

import com.google.gson.Gson;
import io.github.evosam.DurableFile;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.weights.Checksum;
import io.github.evosam.weights.JsonDepth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sidecar of an image's results, {@code NAME-origin.json}: a {@link ResultOrigin} as JSON.
 * Paths are relative to the sidecar's folder where that is possible, so that images and results can
 * be moved together.
 */
public final class OriginFile {
  private static final String SUFFIX = "-origin.json";
  private static final int LARGEST = 64 << 20;

  private OriginFile() {}

  /** The file's name, of results that are called after a name. */
  public static String name(String results) {
    return results + SUFFIX;
  }

  /**
   * Writes the sidecar of results beside them.
   *
   * @param stage folder in which all files are results of the image
   * @param folder in which they will lie
   * @throws io.github.evosam.EvoSamException if a result cannot be read, or the file not be written
   */
  public static void write(ResultOrigin origin, Path stage, Path folder) {
    Path file = stage.resolve(name(origin.name()));
    try {
      String json = gson(folder).toJson(origin.withResults(checksums(stage)));
      DurableFile.write(file, out -> out.write((json + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write %s (%s); check the folder, its permissions and the free space"
              .formatted(folder.resolve(file.getFileName()), e),
          e);
    }
  }

  /** The SHA-256 of each file of a folder by its name. */
  public static Map<String, String> checksums(Path folder) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> results = files.filter(f -> !f.toString().endsWith(SUFFIX)).toList();
      results.forEach(f -> checksums.put(f.getFileName().toString(), Checksum.sha256(f).hex()));
    }
    return checksums;
  }

  /**
   * Reads a sidecar.
   *
   * @throws io.github.evosam.EvoSamException if it is missing, or none
   */
  public static ResultOrigin read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String json = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
      Path folder = file.toAbsolutePath().getParent();
      ResultOrigin origin = gson(folder).fromJson(JsonDepth.check(json), ResultOrigin.class);
      return ResultOrigin.require(origin, "version");
    } catch (RuntimeException e) { // also what a record says, as the reader of JSON wraps it
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      throw new EngineException(
          "%s does not tell how a result was made (%s); give a file NAME%s that EvoSAM has written"
              .formatted(file, reason.getMessage(), SUFFIX),
          e);
    } catch (IOException e) {
      throw new EngineException("Cannot read %s (%s); check the path".formatted(file, e), e);
    }
  }

  private static Gson gson(Path folder) {
    return OriginJson.in(folder);
  }
}
